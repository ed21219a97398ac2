using Cartwright.Processes;
using Cartwright.Redis;
using Cartwright.Tests.Shops;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cartwright.Tests.Redis;

public sealed class EmbeddedRedisTests : IAsyncLifetime
{
    readonly string _folder = Directory.CreateTempSubdirectory("cartwright-test-").FullName;
    readonly int _port = PortRange.TakePort();
    EmbeddedRedis? _redis;

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    string Authenticate => $"AUTH {_redis!.Address.Split('=')[1]}\r\n";

    public async ValueTask InitializeAsync() => _redis = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _redis!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Nobody_gets_in_without_the_password()
    {
        Assert.StartsWith("-NOAUTH", await Greeting.AnswerAsync(_port, "PING\r\n"));
        Assert.StartsWith("+OK", await Greeting.AnswerAsync(_port, Authenticate));
    }

    [Fact]
    public async Task A_killed_server_is_back_by_itself_under_the_same_address()
    {
        var address = _redis!.Address;

        await _redis.Server.KillAsync();
        await _redis.Server.ReadyAsync(Cancelled);

        Assert.Equal(address, _redis.Address);
        Assert.StartsWith("+OK", await Greeting.AnswerAsync(_port, Authenticate));
    }

    [Fact]
    public async Task One_that_shall_stay_dead_does_so_until_it_is_started_again()
    {
        await _redis!.Server.KillAndHoldAsync();
        Assert.Null(await Greeting.AnswerAsync(_port, Authenticate));
        Assert.Null(_redis.Server.ProcessId);

        await _redis.Server.StartAgainAsync(Cancelled);

        Assert.StartsWith("+OK", await Greeting.AnswerAsync(_port, Authenticate));
    }

    [Fact]
    public async Task A_paused_one_answers_nothing_until_it_goes_on()
    {
        _redis!.Server.Pause();
        Assert.Null(await Greeting.AnswerAsync(_port, Authenticate));

        _redis.Server.Resume();

        await Eventually.TrueAsync(async () => await Greeting.AnswerAsync(_port, Authenticate) is not null, () => "Redis does not go on.");
    }

    [Fact]
    public async Task One_whose_supervisor_was_killed_is_replaced()
    {
        using var starter = new ChildProcessStarter();
        await _redis!.DisposeAsync();
        var folder = Path.Combine(_folder, "redis");
        using var orphan = await starter.StartAsync(new ChildCommand("redis-server", ["--port", $"{_port}", "--save", ""]) { WorkingDirectory = folder });
        await Eventually.TrueAsync(async () => await Greeting.AnswerAsync(_port, "PING\r\n") is not null, () => orphan.LastOutput);

        _redis = await StartAsync();

        Assert.True(orphan.Exited.IsCompleted);
        Assert.StartsWith("+OK", await Greeting.AnswerAsync(_port, Authenticate));
    }

    [Fact]
    public async Task A_setting_that_the_server_refuses_is_named_in_the_failure()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "other"));
        var options = new EmbeddedRedisOptions(Path.Combine(_folder, "other"), PortRange.TakePort()) { Settings = new Dictionary<string, string> { ["no-such-setting"] = "1" } };

        var failure = await Assert.ThrowsAsync<ServerStartException>(() => EmbeddedRedis.StartAsync(options, NullLogger.Instance, Cancelled));

        Assert.Contains("no-such-setting", failure.Message, StringComparison.Ordinal);
    }

    Task<EmbeddedRedis> StartAsync() => EmbeddedRedis.StartAsync(new(_folder, _port), NullLogger.Instance, Cancelled);
}
