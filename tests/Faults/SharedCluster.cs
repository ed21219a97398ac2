namespace Cartwright.Faults;

/// <summary>The tests that share <see cref="SharedCluster"/>.</summary>
[CollectionDefinition(nameof(SharedCluster), DisableParallelization = true)]
public sealed class SharedClusterTests : ICollectionFixture<SharedCluster>;

/// <summary>One cluster for all its tests, because starting a dozen processes takes longer than most tests: each test finds the traces of those before.</summary>
public sealed class SharedCluster : IAsyncLifetime
{
    KillableShop? _shop;

    /// <summary>The cluster: two instances of the services that take orders, one of the others.</summary>
    public KillableShop Shop => _shop!;

    public async ValueTask InitializeAsync() => _shop = await KillableShop.OpenClusterAsync(FaultRun.Ordering);

    /// <summary>The cluster, started again if the test before has stopped it.</summary>
    public async Task<KillableShop> StartedAsync()
    {
        if (!Shop.IsStarted)
        {
            await Shop.StartAsync();
        }

        return Shop;
    }

    public ValueTask DisposeAsync() => Shop.DisposeAsync();
}
