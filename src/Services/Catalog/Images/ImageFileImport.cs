using Cartwright.Platform.Files;

namespace Cartwright.Catalog;

/// <summary>Imports images of earlier versions, which stored files only, into the database. Their names have no width.</summary>
internal sealed class ImageFileImport(FileStore files) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        files.AddLocalAsync(name => !name.Contains('-', StringComparison.Ordinal), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
