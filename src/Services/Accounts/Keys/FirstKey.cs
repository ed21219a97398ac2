namespace Cartwright.Accounts;

/// <summary>Creates the first key before the service accepts requests.</summary>
internal sealed class FirstKey(KeyRing ring, TimeProvider time) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await ring.AddAsync(keys => keys.Count == 0, time.GetUtcNow(), cancellationToken);
        await ring.RunAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
