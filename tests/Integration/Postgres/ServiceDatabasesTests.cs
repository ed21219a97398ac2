using Cartwright.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using static Cartwright.Integration.Postgres.Sql;

namespace Cartwright.Integration.Postgres;

public sealed class ServiceDatabasesTests(ServiceDatabasesTests.Server server) : IClassFixture<ServiceDatabasesTests.Server>
{
    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_service_gets_a_database_of_its_own_where_it_may_create_tables()
    {
        IReadOnlyDictionary<string, string> services = await server.Postgres.EnsureServiceDatabasesAsync(["carts", "imports"], Cancelled);

        foreach ((string service, string connectionString) in services)
        {
            await ExecuteAsync(connectionString, "create table notes (note text)");
            Assert.Equal($"cartwright_{service}", await ScalarAsync(connectionString, "select current_database()::text"));
        }
    }

    [Fact]
    public async Task What_a_service_has_stays_when_another_service_is_added()
    {
        IReadOnlyDictionary<string, string> before = await server.Postgres.EnsureServiceDatabasesAsync(["payments"], Cancelled);
        await ExecuteAsync(before["payments"], "create table notes as select 'kept' as note");

        IReadOnlyDictionary<string, string> after = await server.Postgres.EnsureServiceDatabasesAsync(["payments", "shipping"], Cancelled);

        Assert.Equal("kept", await ScalarAsync(after["payments"], "select note from notes"));
    }

    [Theory]
    [InlineData("cartwright_catalog")]
    [InlineData("postgres")]
    [InlineData("template1")]
    public async Task A_service_cannot_connect_to_a_database_that_is_not_its_own(string database)
    {
        IReadOnlyDictionary<string, string> services = await server.Postgres.EnsureServiceDatabasesAsync(["orders", "catalog"], Cancelled);
        var trespass = new NpgsqlConnectionStringBuilder(services["orders"]) { Database = database };

        PostgresException refusal = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(trespass.ConnectionString, "select 1"));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task A_name_that_could_carry_sql_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => server.Postgres.EnsureServiceDatabasesAsync(["orders; drop"], Cancelled));

    public sealed class Server : IAsyncLifetime
    {
        readonly string _dataFolder = Directory.CreateTempSubdirectory("cartwright-test-").FullName;
        EmbeddedPostgres? _postgres;

        internal EmbeddedPostgres Postgres => _postgres!;

        public async ValueTask InitializeAsync() =>
            _postgres = await EmbeddedPostgres.StartAsync(new(_dataFolder), NullLogger.Instance, Cancelled);

        public async ValueTask DisposeAsync()
        {
            await Postgres.DisposeAsync();
            Directory.Delete(_dataFolder, recursive: true);
        }
    }
}
