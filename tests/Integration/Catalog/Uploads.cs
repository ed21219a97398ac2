using System.Net.Http.Headers;
using System.Text;
using Cartwright.Tests.Shops;
using SkiaSharp;

namespace Cartwright.Tests.CatalogService;

/// <summary>Images of tests, and their upload.</summary>
internal static class Uploads
{
    /// <summary>A picture that no other test has.</summary>
    public static byte[] Picture(int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        using var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Beige);
        foreach (var part in Guid.NewGuid().ToByteArray())
        {
            using var paint = new SKPaint { Color = SKColor.FromHsl(part, 80, 50) };
            canvas.DrawCircle(part * width / 256f, part * 7 % 256 * height / 256f, width / 10f, paint);
        }

        using var encoded = bitmap.Encode(format, 90);
        return encoded.ToArray();
    }

    /// <summary>A drawing that no other test has.</summary>
    public static byte[] Drawing(string parts = "") =>
        Encoding.UTF8.GetBytes($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"80\" height=\"60\"><title>{Guid.NewGuid()}</title>{parts}</svg>");

    /// <summary>Uploads a file.</summary>
    public static Task<Answer> UploadAsync(this HttpClient client, byte[] content, string type) => client.SendAsync(
        HttpMethod.Post, "/api/products/images", null, m =>
        {
            m.Content = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
            // A file that is too large is refused before it is sent.
            m.Headers.ExpectContinue = true;
        });
}
