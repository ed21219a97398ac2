namespace Cartwright.Catalog;

/// <summary>Imports images of earlier versions, which stored files only, into the database.</summary>
internal sealed class ImageFileImport(ImageStore images) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => images.ImportFilesAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
