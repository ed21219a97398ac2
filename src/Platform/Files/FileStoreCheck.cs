namespace Cartwright.Platform.Files;

/// <summary>Ends the start of a service whose files cannot be stored or read with the present settings.</summary>
internal sealed class FileStoreCheck(FileStore files) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => files.CheckAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
