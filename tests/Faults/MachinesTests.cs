using System.Globalization;
using System.Net.Sockets;
using Cartwright.Faults.Machines;
using Npgsql;

namespace Cartwright.Faults;

/// <summary>
/// The fault run <c>./cartwright faults machines</c> in short. Its machines are network namespaces, which only root can create.
/// </summary>
[Collection(nameof(MachinesTests))]
[CollectionDefinition(nameof(MachinesTests), DisableParallelization = true)]
public sealed class MachinesTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_shop_over_several_machines_survives_cut_and_slow_links_and_the_loss_of_a_machine()
    {
        Assert.True(Network.IsAllowed, "Only root can create the network namespaces of this test. Run it as root.");
        await using var shop = await MachinesShop.OpenAsync();

        await NothingButTlsAsync(shop);
        await new MachinesRun(Seed ?? Random.Shared.Next(1_000_000), shoppers: 4, output.WriteLine).OnceAsync(shop);
    }

    // The databases are on the network, and refuse who does not encrypt or does not know their authority.
    static async Task NothingButTlsAsync(MachinesShop shop)
    {
        var plain = new NpgsqlConnectionStringBuilder(shop.Database("orders")) { SslMode = SslMode.Disable, Pooling = false };
        await using var refused = new NpgsqlConnection(plain.ConnectionString);
        Assert.Equal(PostgresErrorCodes.InvalidAuthorizationSpecification, (await Assert.ThrowsAsync<PostgresException>(() => refused.OpenAsync())).SqlState);

        await using var untrusted = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(shop.Database("orders")) { Pooling = false }.ConnectionString);
        Assert.IsType<System.Security.Authentication.AuthenticationException>((await Assert.ThrowsAsync<NpgsqlException>(() => untrusted.OpenAsync())).InnerException);
    }

    static int? Seed => int.TryParse(Environment.GetEnvironmentVariable("CARTWRIGHT_FAULTS_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : null;
}
