using Cartwright.Platform.Data;
using Cartwright.Platform.Files;
using Cartwright.Platform.Jobs;
using Cartwright.Platform.Observability;

namespace Cartwright.Catalog.Feeds;

/// <summary>Fetches images that feeds name by URL and stores them as images of the shop, on every instance.</summary>
internal sealed class FetchImages(
    Database database, FeedClient client, ImageReading reading, FileStore files, FeedMeter feeds, TimeProvider time, WorkMeter meter, ILogger<FetchImages> logger)
    : LeasedJobWorker<ImageFetch>(Parallelism, Lease, Poll, time, meter, logger)
{
    // Servers of suppliers answer slowly, and a picture is decoded while others are on their way.
    const int Parallelism = 4;
    const int AttemptsMax = 8;

    static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(30);
    static readonly Backoff Pause = new(TimeSpan.FromMinutes(1), TimeSpan.FromHours(6));

    /// <inheritdoc/>
    protected override Task<IReadOnlyList<ImageFetch>> ClaimAsync(int max, CancellationToken cancellationToken) =>
        ImageSources.ClaimAsync(database, max, Lease, cancellationToken);

    /// <inheritdoc/>
    protected override async Task DoAsync(ImageFetch item, CancellationToken cancellationToken)
    {
        var (image, error) = await FetchAsync(item.Url, cancellationToken);
        feeds.Fetched(isFetched: image is not null);
        if (error is not null)
        {
            logger.FeedImageNotFetched(item.Url, item.Attempts, error);
        }

        TimeSpan? pause = image is null && item.Attempts < AttemptsMax ? Pause.After(item.Attempts, Random.Shared.NextDouble()) : null;
        await ImageSources.FinishAsync(database, item.Url, image, error, pause, cancellationToken);
    }

    async Task<(ProductImage? Image, string? Error)> FetchAsync(string url, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(TimeMax);
        try
        {
            using var response = await client.GetAsync(url, timeout.Token);
            if (FeedClient.ErrorOf(response) is { } refusal)
            {
                return (null, refusal);
            }

            var content = await ReadAsync(response, timeout.Token);
            if (content is null)
            {
                return (null, $"An image has at most {UploadImage.BytesMax / 1024 / 1024} MB.");
            }

            // Servers of suppliers send pictures under any type; a drawing has no first bytes that tell.
            var type = ImageType.Sniff(content) ?? (ImageType.OfMediaType(response.Content.Headers.ContentType?.MediaType) == ImageType.Svg ? ImageType.Svg : null);
            if (type is null)
            {
                return (null, $"The file is none of {ImageType.Names}.");
            }

            var (image, error) = await reading.ReadAsync(content, type, timeout.Token);
            if (image is null)
            {
                return (null, error);
            }

            await ImageStore.AddAsync(database, files, image, timeout.Token);
            return (new(new ImageName(image.Hash, image.Width, image.Type.Extension).Url, null, image.Width, image.Height, image.SmallerWidths), null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"The image did not come within {TimeMax.TotalSeconds:0} seconds.");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return (null, Shortened.Of(error.Message));
        }
    }

    // Null if it is too large, which a server need not say before.
    static async Task<byte[]?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > UploadImage.BytesMax)
        {
            return null;
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var content = new MemoryStream();
        var buffer = new byte[81_920];
        while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (content.Length + read > UploadImage.BytesMax)
            {
                return null;
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
