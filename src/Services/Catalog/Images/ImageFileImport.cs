namespace Cartwright.Catalog;

/// <summary>Sees to it that no picture is in files only.</summary>
internal sealed class ImageFileImport(ImageStore images) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => images.TakeOverFilesAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
