namespace Cartwright.Accounts;

/// <summary>Sees to it that there is a key before the first request is served.</summary>
internal sealed class FirstKey(KeyRing ring, TimeProvider time) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await ring.AddAsync(keys => keys.Count == 0, time.GetUtcNow(), cancellationToken);
        await ring.RunAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
