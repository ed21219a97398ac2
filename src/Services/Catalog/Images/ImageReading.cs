using System.Threading.RateLimiting;
using Cartwright.Platform.Data;

namespace Cartwright.Catalog;

/// <summary>Reads uploaded images, one picture at a time: a picture may take 200 MB while it is decoded, and a few may wait.</summary>
internal sealed class ImageReading : IDisposable
{
    const int QueueMax = 16;

    readonly ConcurrencyLimiter _turns = new(new() { PermitLimit = 1, QueueLimit = QueueMax });

    /// <summary>Reads an image and makes its sizes.</summary>
    /// <returns>The image, or the error in a sentence.</returns>
    /// <exception cref="OverloadedException">Too many images are waiting.</exception>
    public async Task<(StoredImage? Image, string? Error)> ReadAsync(byte[] content, ImageType declared, CancellationToken cancellationToken)
    {
        if (declared == ImageType.Svg)
        {
            return Drawing.Read(content);
        }

        using var turn = await _turns.AcquireAsync(cancellationToken: cancellationToken);
        return turn.IsAcquired ? Photo.Read(content, declared) : throw new OverloadedException();
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();
}
