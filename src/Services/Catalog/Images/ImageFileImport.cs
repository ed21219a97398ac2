using Cartwright.Platform.Files;

namespace Cartwright.Catalog;

/// <summary>Imports images of earlier versions, which stored files only, into the database.</summary>
internal sealed class ImageFileImport(FileStore files) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => files.AddLocalAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
