using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Cartwright.Catalog;
using SkiaSharp;

namespace Cartwright.Unit.Catalog;

public sealed class PhotoTests
{
    static readonly ImageType Png = ImageType.OfExtension(".png")!;
    static readonly ImageType Jpeg = ImageType.OfExtension(".jpg")!;
    static readonly ImageType Gif = ImageType.OfExtension(".gif")!;

    /// <summary>An opaque GIF of one pixel, by hand: the library decodes this format and does not encode it.</summary>
    static readonly byte[] OnePixel = Convert.FromHexString("47494638396101000100800000FFFFFF00000021F90401000000002C00000000010001000002024401003B");

    [Theory]
    [InlineData(2000, 1000, "160,480,960,1600")]
    [InlineData(1600, 1, "160,480,960,1600")]
    [InlineData(700, 1400, "160,480,700")]
    [InlineData(480, 480, "160,480")]
    [InlineData(1, 1, "1")]
    public void A_picture_is_stored_in_several_sizes_and_never_larger_than_it_is(int width, int height, string widths)
    {
        var image = Read(Picture(width, height, SKEncodedImageFormat.Png), Png);

        Assert.Equal(widths, string.Join(',', image.Files.Select(f => f.Width)));
        foreach (var (size, content) in image.Files)
        {
            using var stored = SKBitmap.Decode(content);
            Assert.Equal((size, Math.Max(1, (int)Math.Round((double)height * size / width))), (stored.Width, stored.Height));
            using var codec = SKCodec.Create(new MemoryStream(content));
            Assert.Equal(SKEncodedImageFormat.Webp, codec.EncodedFormat);
        }

        Assert.Equal(image.Files[^1].Width, image.Width);
        Assert.Equal(image.Files.Select(f => f.Width).SkipLast(1), image.SmallerWidths);
    }

    [Fact]
    public void A_file_of_each_type_is_read()
    {
        Read(Picture(40, 30, SKEncodedImageFormat.Png), Png);
        Read(Picture(40, 30, SKEncodedImageFormat.Jpeg), Jpeg);
        Read(Picture(40, 30, SKEncodedImageFormat.Webp), ImageType.WebP);
        Assert.Equal((1, 1), (Read(OnePixel, Gif).Width, Read(OnePixel, Gif).Height));
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png, ".png")]
    [InlineData(SKEncodedImageFormat.Jpeg, ".jpg")]
    [InlineData(SKEncodedImageFormat.Webp, ".webp")]
    public void A_file_that_is_cut_off_anywhere_is_refused(SKEncodedImageFormat format, string extension)
    {
        var content = Picture(300, 200, format);
        foreach (var length in new[] { 0, 1, 8, 20, 33, 100, content.Length / 2, content.Length * 9 / 10, content.Length * 19 / 20 })
        {
            Assert.NotNull(Photo.Read(content[..length], ImageType.OfExtension(extension)!).Error);
        }
    }

    [Fact]
    public void What_is_said_to_be_of_another_type_is_refused()
    {
        Assert.NotNull(Photo.Read(Picture(4, 4, SKEncodedImageFormat.Png), Jpeg).Error);
        Assert.NotNull(Photo.Read("<html><script>alert(1)</script></html>"u8.ToArray(), Png).Error);
        Assert.NotNull(Photo.Read([0x89, .. "PNG\r\n\x1a\n"u8, .. new byte[100]], Png).Error);
    }

    [Theory]
    [InlineData(100_000, 1)]
    [InlineData(10_001, 1)]
    [InlineData(5001, 5000)]
    [InlineData(60_000, 60_000)]
    public void A_picture_of_too_many_pixels_is_refused_by_its_head(int width, int height)
    {
        // The pixels are missing: whoever tried to decode them would call the file incomplete.
        var error = Photo.Read(HeadOfPng(width, height), Png).Error;

        Assert.Contains("million pixels", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "red,lime,blue,white")]
    [InlineData(2, "lime,red,white,blue")]
    [InlineData(3, "white,blue,lime,red")]
    [InlineData(4, "blue,white,red,lime")]
    [InlineData(5, "red,blue,lime,white")]
    [InlineData(6, "blue,red,white,lime")]
    [InlineData(7, "white,lime,blue,red")]
    [InlineData(8, "lime,white,red,blue")]
    public void A_picture_is_stored_upright(int orientation, string corners)
    {
        var image = Read(WithExif(Quarters(64, 32), orientation, "Berlin"), Jpeg);

        Assert.Equal(orientation <= 4 ? (64, 32) : (32, 64), (image.Width, image.Height));
        using var stored = SKBitmap.Decode(image.Files[^1].Content);
        var (right, bottom) = (stored.Width - 6, stored.Height - 6);
        SKColor[] found = [stored.GetPixel(5, 5), stored.GetPixel(right, 5), stored.GetPixel(5, bottom), stored.GetPixel(right, bottom)];
        Assert.Equal(corners, string.Join(',', found.Select(NameOf)));
    }

    [Fact]
    public void Nothing_but_the_pixels_is_stored()
    {
        byte[] content = [.. WithExif(Quarters(64, 32), 1, "Berlin, at home"), .. "PK\x03\x04 an archive behind the picture"u8];

        var image = Read(content, Jpeg);

        foreach (var (_, stored) in image.Files)
        {
            var text = Encoding.Latin1.GetString(stored);
            Assert.DoesNotContain("Berlin", text, StringComparison.Ordinal);
            Assert.DoesNotContain("archive", text, StringComparison.Ordinal);
            Assert.DoesNotContain("EXIF", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("ICCP", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_same_file_gets_the_same_name_and_another_one_another()
    {
        var one = Picture(300, 200, SKEncodedImageFormat.Png);

        Assert.Equal(Read(one, Png).Hash, Read(one, Png).Hash);
        Assert.NotEqual(Read(one, Png).Hash, Read(Picture(301, 200, SKEncodedImageFormat.Png), Png).Hash);
    }

    [Fact]
    public void What_is_transparent_stays_so()
    {
        using var bitmap = new SKBitmap(20, 20);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);

        using var stored = SKBitmap.Decode(Read(png.ToArray(), Png).Files[^1].Content);

        Assert.Equal(0, stored.GetPixel(10, 10).Alpha);
    }

    static StoredImage Read(byte[] content, ImageType type)
    {
        var (image, error) = Photo.Read(content, type);
        Assert.Null(error);
        return image!;
    }

    static byte[] Picture(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint { Color = SKColors.Teal };
        canvas.Clear(SKColors.Beige);
        for (var i = 0; i < 20; i++)
        {
            canvas.DrawCircle(i * 37 % width, i * 23 % height, 9 + i, paint);
        }

        using var encoded = bitmap.Encode(format, 90);
        return encoded.ToArray();
    }

    static byte[] Quarters(int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        foreach (var (x, y, colour) in new[] { (0, 0, SKColors.Red), (1, 0, SKColors.Lime), (0, 1, SKColors.Blue), (1, 1, SKColors.White) })
        {
            using var paint = new SKPaint { Color = colour };
            canvas.DrawRect(x * width / 2, y * height / 2, width / 2, height / 2, paint);
        }

        using var encoded = bitmap.Encode(SKEncodedImageFormat.Jpeg, 95);
        return encoded.ToArray();
    }

    static string NameOf(SKColor colour) => (colour.Red > 127, colour.Green > 127, colour.Blue > 127) switch
    {
        (true, true, true) => "white",
        (true, _, _) => "red",
        (_, true, _) => "lime",
        _ => "blue",
    };

    /// <summary>A JPEG with a segment of EXIF after its first two bytes: a TIFF with an orientation (0x0112) and a description (0x010E).</summary>
    static byte[] WithExif(byte[] jpeg, int orientation, string description)
    {
        var text = Encoding.ASCII.GetBytes(description + '\0');
        byte[] tiff =
        [
            .. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 2,
            0x01, 0x0E, 0, 2, 0, 0, 0, (byte)text.Length, 0, 0, 0, 38,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0,
            0, 0, 0, 0, .. text,
        ];
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(2 + 6 + tiff.Length));
        return [.. jpeg[..2], 0xFF, 0xE1, .. length, .. "Exif\0\0"u8, .. tiff, .. jpeg[2..]];
    }

    static byte[] HeadOfPng(int width, int height)
    {
        var size = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(size, width);
        BinaryPrimitives.WriteInt32BigEndian(size.AsSpan(4), height);
        using var nothing = new MemoryStream();
        new ZLibStream(nothing, CompressionLevel.Optimal, leaveOpen: true).Dispose();
        return [0x89, .. "PNG\r\n\x1a\n"u8, .. Chunk("IHDR", [.. size, 8, 2, 0, 0, 0]), .. Chunk("IDAT", nothing.ToArray()), .. Chunk("IEND", [])];
    }

    static byte[] Chunk(string type, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        var sum = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc(named));
        return [.. length, .. named, .. sum];
    }

    // CRC-32 of the PNG specification, appendix D.
    static uint Crc(byte[] bytes) => ~bytes.Aggregate(uint.MaxValue, (crc, b) =>
        Enumerable.Range(0, 8).Aggregate(crc ^ b, (c, _) => (c & 1) != 0 ? 0xEDB88320u ^ (c >> 1) : c >> 1));
}
