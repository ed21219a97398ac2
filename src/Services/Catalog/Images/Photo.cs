using SkiaSharp;

namespace Cartwright.Catalog;

/// <summary>
/// Reads a picture of pixels and makes the sizes that the shop stores. What is stored is encoded anew from the pixels, so nothing else of the file is left:
/// no metadata such as the place where it was taken, no colour profile, and nothing that was hidden behind the picture.
/// </summary>
internal static class Photo
{
    /// <summary>The most pixels of an uploaded picture. A decoded pixel takes 4 bytes.</summary>
    public const int PixelsMax = 25_000_000;

    /// <summary>The longest side of an uploaded picture, in pixels.</summary>
    public const int SideMax = 10_000;

    // Of small pictures in lists to a whole telephone or half a screen with two pixels per unit.
    static readonly int[] Widths = [160, 480, 960, 1600];

    const int Quality = 82;

    static readonly SKSamplingOptions Smooth = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    /// <summary>Makes the sizes of a picture, none of them wider than the picture. It takes so much memory that few may run at the same time.</summary>
    /// <param name="content">The file.</param>
    /// <param name="declared">The type that it is said to have.</param>
    /// <returns>The image, or the error in a sentence.</returns>
    public static (StoredImage? Image, string? Error) Read(byte[] content, ImageType declared)
    {
        if (ImageType.Sniff(content) != declared)
        {
            return (null, $"The content is not {declared.MediaType}.");
        }

        using var data = SKData.CreateCopy(content);
        using var codec = SKCodec.Create(data);
        if (codec is null)
        {
            return (null, "The image cannot be read.");
        }

        // Known from the head of the file, before there is memory for its pixels.
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if (width > SideMax || height > SideMax || (long)width * height > PixelsMax)
        {
            return (null, $"An image has at most {PixelsMax / 1_000_000} million pixels and no side over {SideMax} pixels; this one has {width} by {height}.");
        }

        using var pixels = Decode(codec, out var isComplete);
        return isComplete ? (Sizes(pixels, codec.EncodedOrigin, codec.Info), null) : (null, "The image is damaged or incomplete.");
    }

    static bool IsTurned(SKEncodedOrigin origin) =>
        origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;

    // In the colours of screens (sRGB). A format that can skip pixels decodes about twice as many as the largest size has.
    static SKBitmap Decode(SKCodec codec, out bool isComplete)
    {
        var width = IsTurned(codec.EncodedOrigin) ? codec.Info.Height : codec.Info.Width;
        var size = codec.GetScaledDimensions(Math.Min(1, 2f * Widths[^1] / width));
        using var colours = SKColorSpace.CreateSrgb();
        var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul, colours));
        isComplete = codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success;
        return bitmap;
    }

    static StoredImage Sizes(SKBitmap pixels, SKEncodedOrigin origin, SKImageInfo original)
    {
        var (width, height) = IsTurned(origin) ? (original.Height, original.Width) : (original.Width, original.Height);
        var widest = Math.Min(width, Widths[^1]);
        using var largest = Upright(pixels, origin, widest, HeightOf(widest));
        using var source = largest.PeekPixels();
        var files = new List<(int, byte[])>(Widths.Length);
        foreach (var smaller in Widths.Where(w => w < widest))
        {
            using var small = new SKBitmap(source.Info.WithSize(smaller, HeightOf(smaller)));
            using var target = small.PeekPixels();
            source.ScalePixels(target, Smooth);
            files.Add((smaller, Encode(target)));
        }

        files.Add((widest, Encode(source)));
        return new(ImageType.WebP, widest, largest.Height, files);

        int HeightOf(int scaled) => Math.Max(1, (int)Math.Round((double)height * scaled / width));
    }

    // Cameras store how they were held (EXIF), which is applied to the pixels because it is not kept.
    static SKBitmap Upright(SKBitmap pixels, SKEncodedOrigin origin, int width, int height)
    {
        var upright = new SKBitmap(pixels.Info.WithSize(width, height));
        using var canvas = new SKCanvas(upright);
        using var image = SKImage.FromPixels(pixels.PeekPixels());
        var turned = IsTurned(origin);
        canvas.Clear();
        canvas.Scale((float)width / (turned ? pixels.Height : pixels.Width), (float)height / (turned ? pixels.Width : pixels.Height));
        canvas.Concat(Orientation(origin, pixels.Width, pixels.Height));
        canvas.DrawImage(image, 0, 0, Smooth);
        canvas.Flush();
        return upright;
    }

    // The eight orientations of EXIF 2.3, tag 0x0112: from stored to shown coordinates.
    static SKMatrix Orientation(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    static byte[] Encode(SKPixmap pixels)
    {
        // Without a colour space the file has no profile; a browser then takes it for sRGB, which it is.
        using var plain = pixels.WithColorSpace(null!);
        using var encoded = plain.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, Quality))
            ?? throw new InvalidOperationException("The picture cannot be encoded.");
        return encoded.ToArray();
    }
}
