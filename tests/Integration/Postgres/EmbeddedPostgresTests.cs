using System.Diagnostics;
using Cartwright.Postgres;
using Cartwright.Processes;
using Cartwright.Tests.Shops;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using static Cartwright.Integration.Postgres.Sql;

namespace Cartwright.Integration.Postgres;

[TakesLong]
public sealed class EmbeddedPostgresTests : IDisposable
{
    readonly string _parent = Directory.CreateTempSubdirectory("cartwright-test-").FullName;

    string DataFolder => Path.Combine(_parent, "data");

    DataDirectory Folder => new(DataFolder);

    static OperatingSystemUser? ServerUser => Environment.IsPrivilegedProcess ? OperatingSystemUser.Find("postgres") : null;

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_written_is_there_at_the_next_start()
    {
        await using (EmbeddedPostgres first = await StartAsync())
        {
            await ExecuteAsync(first.Address.Admin(), "create table notes as select 'kept' as note");
        }

        await using EmbeddedPostgres second = await StartAsync();

        Assert.Equal("kept", await ScalarAsync(second.Address.Admin(), "select note from notes"));
    }

    [Fact]
    public async Task A_killed_server_is_back_by_itself_with_everything_committed()
    {
        await using EmbeddedPostgres postgres = await StartAsync();
        await ExecuteAsync(postgres.Address.Admin(), "create table notes as select 'committed' as note");

        for (int kill = 0; kill < 2; kill++)
        {
            await KillServerAsync(postgres);
            Assert.Equal("committed", await ScalarAsync(postgres.Address.Admin(), "select note from notes"));
        }
    }

    [Fact]
    public async Task Of_its_log_the_newest_files_are_kept()
    {
        await using EmbeddedPostgres postgres = await StartAsync();
        foreach (var day in Enumerable.Range(10, 20))
        {
            string file = Path.Combine(Folder.Log, $"postgresql-202001{day}-000000.log");
            await File.WriteAllTextAsync(file, "", Cancelled);
            File.SetLastWriteTimeUtc(file, new DateTime(2020, 1, day, 0, 0, 0, DateTimeKind.Utc));
        }

        await Eventually.TrueAsync(() => Task.FromResult(LogFiles().Count == ServerLog.FilesMax), () => $"There are {LogFiles().Count} files.");

        Assert.Equal("postgresql-20200129-000000.log", LogFiles()[^2]);
        Assert.Contains(DateTime.UtcNow.Year.ToString(System.Globalization.CultureInfo.InvariantCulture), LogFiles()[^1]);
    }

    List<string> LogFiles() => [.. Directory.EnumerateFiles(Folder.Log).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task A_busy_connection_of_a_killed_server_does_not_hold_up_the_next()
    {
        await using EmbeddedPostgres postgres = await StartAsync();
        await using var connection = new NpgsqlConnection(postgres.Address.Admin());
        await connection.OpenAsync(Cancelled);
        await using var counting = new NpgsqlCommand("select count(*) from generate_series(1, 300000000)", connection) { CommandTimeout = 0 };
        Task<object?> count = counting.ExecuteScalarAsync(Cancelled);

        await KillServerAsync(postgres);

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => count);
    }

    [Fact]
    public async Task A_second_supervisor_of_a_data_folder_is_refused()
    {
        await using EmbeddedPostgres first = await StartAsync();

        DataFolderInUseException refusal = await Assert.ThrowsAsync<DataFolderInUseException>(StartAsync);

        Assert.Contains($"process {Environment.ProcessId}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, await ScalarAsync(first.Address.Admin(), "select 1"));
    }

    [Fact]
    public async Task Another_process_finds_a_running_server_and_none_once_it_has_stopped()
    {
        Assert.Null(EmbeddedPostgres.TryAttach(DataFolder));
        await using (EmbeddedPostgres postgres = await StartAsync())
        {
            await postgres.EnsureServiceDatabasesAsync(["orders"], Cancelled);
            PostgresAddress? found = EmbeddedPostgres.TryAttach(DataFolder);

            Assert.NotNull(found);
            Assert.Equal("cartwright_orders", await ScalarAsync(found.Service("orders"), "select current_user::text"));
        }

        Assert.Null(EmbeddedPostgres.TryAttach(DataFolder));
    }

    [Theory]
    [InlineData(50)]
    [InlineData(200)]
    [InlineData(350)]
    public async Task A_first_start_cut_off_at_any_moment_is_made_good_by_the_next(int afterMs)
    {
        using (var cutOff = CancellationTokenSource.CreateLinkedTokenSource(Cancelled))
        {
            cutOff.CancelAfter(afterMs);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => EmbeddedPostgres.StartAsync(new(DataFolder), NullLogger.Instance, cutOff.Token));
        }

        await using EmbeddedPostgres postgres = await StartAsync();

        Assert.Equal(1, await ScalarAsync(postgres.Address.Admin(), "select 1"));
    }

    [Fact]
    public async Task A_process_file_left_behind_that_names_another_process_of_the_same_user_does_not_prevent_a_start()
    {
        await (await StartAsync()).DisposeAsync();
        using var starter = new ChildProcessStarter();
        using ChildProcess other = await starter.StartAsync(new ChildCommand("sleep", ["600"]) { WorkingDirectory = "/", User = ServerUser });
        await File.WriteAllTextAsync(
            PostmasterFile.PathIn(Folder.Databases), $"{other.Id}\n{Folder.Databases}\n1\n5432\n\n\n\nready   \n", Cancelled);
        Assert.Null(EmbeddedPostgres.TryAttach(DataFolder));

        await using EmbeddedPostgres postgres = await StartAsync();

        Assert.NotEqual(other.Id, postgres.ProcessId);
        await other.StopAsync();
    }

    [Fact]
    public async Task A_server_that_lost_its_supervisor_is_replaced()
    {
        await (await StartAsync()).DisposeAsync();
        using var starter = new ChildProcessStarter();
        using ChildProcess orphan = await StartOrphanAsync(starter);

        await using EmbeddedPostgres postgres = await StartAsync();

        Assert.True(orphan.Exited.IsCompleted);
        Assert.NotEqual(orphan.Id, postgres.ProcessId);
    }

    [Fact]
    public async Task A_path_too_long_for_a_socket_is_no_obstacle()
    {
        string longFolder = Path.Combine(_parent, new string('x', 120));
        PostgresAddress? found;
        await using (await EmbeddedPostgres.StartAsync(new(longFolder), NullLogger.Instance, Cancelled))
        {
            found = EmbeddedPostgres.TryAttach(longFolder);
            Assert.NotNull(found);
            Assert.Equal(1, await ScalarAsync(found.Admin(), "select 1"));
        }

        Assert.False(Directory.Exists(new NpgsqlConnectionStringBuilder(found.Admin()).Host));
    }

    [Fact]
    public async Task A_data_folder_below_a_private_folder_works()
    {
        File.SetUnixFileMode(_parent, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        await using EmbeddedPostgres postgres = await StartAsync();

        Assert.Equal(1, await ScalarAsync(postgres.Address.Admin(), "select 1"));
    }

    [Fact]
    public async Task Settings_of_the_caller_win()
    {
        var options = new EmbeddedPostgresOptions(DataFolder) { Settings = new Dictionary<string, string> { ["work_mem"] = "7MB" } };
        await using EmbeddedPostgres postgres = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, Cancelled);

        Assert.Equal("7MB", await ScalarAsync(postgres.Address.Admin(), "show work_mem"));
        Assert.Equal("on", await ScalarAsync(postgres.Address.Admin(), "show synchronous_commit"));
    }

    [Fact]
    public async Task A_setting_that_the_server_refuses_is_named_in_the_failure()
    {
        var options = new EmbeddedPostgresOptions(DataFolder) { Settings = new Dictionary<string, string> { ["no_such_setting"] = "1" } };

        PostgresStartException failure = await Assert.ThrowsAsync<PostgresStartException>(
            () => EmbeddedPostgres.StartAsync(options, NullLogger.Instance, Cancelled));

        Assert.Contains("no_such_setting", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_keeps_dying_is_restarted_less_and_less_often() =>
        Assert.Equal([0, 100, 200, 400, 5000, 5000], ((int[])[0, 1, 2, 3, 9, 90]).Select(deaths => SupervisedProcess.RestartDelay(deaths).TotalMilliseconds));

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    Task<EmbeddedPostgres> StartAsync() => EmbeddedPostgres.StartAsync(new(DataFolder), NullLogger.Instance, Cancelled);

    async Task<ChildProcess> StartOrphanAsync(ChildProcessStarter starter)
    {
        DataDirectory folder = Folder;
        var creation = new DataDirectoryCreation(folder, ServerUser, starter);
        string server = PostgresBinaries.Find(folder.Version()).Server;
        ChildProcess orphan = await starter.StartAsync(creation.Command(
            server,
            ["-D", folder.Databases, "-c", "listen_addresses=", "-c", $"unix_socket_directories={creation.CreateServerFolders()}"],
            Signal.Kill));
        await UntilAsync(() => PostmasterFile.Read(folder.Databases) is { IsReady: true });
        return orphan;
    }

    static async Task KillServerAsync(EmbeddedPostgres postgres)
    {
        int killed = postgres.ProcessId;
        Process.GetProcessById(killed).Kill();
        await UntilAsync(() => postgres.Server.ProcessId is { } now && now != killed);
        NpgsqlConnection.ClearAllPools();
        await UntilAsync(() => AnswersAsync(postgres.Address.Admin()));
    }

    static async Task<bool> AnswersAsync(string connectionString)
    {
        try
        {
            return await ScalarAsync(connectionString, "select 1") is 1;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    static Task UntilAsync(Func<Task<bool>> condition) => Eventually.TrueAsync(condition, () => "It does not come about.");
}
