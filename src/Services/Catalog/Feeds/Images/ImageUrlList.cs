using System.Text;

namespace Cartwright.Catalog.Feeds;

/// <summary>The images of a product as a list of URLs: of files at a supplier's server, or of images that this shop has.</summary>
internal static class ImageUrlList
{
    /// <summary>The most images of a product.</summary>
    public const int CountMax = 20;

    /// <summary>The longest URL, in bytes of UTF-8: a host may have letters beyond ASCII.</summary>
    public const int BytesMax = 1000;

    /// <summary>Reads URLs; null if a text is none. A URL that comes twice counts once.</summary>
    public static IReadOnlyList<string>? Read(IReadOnlyList<string> list)
    {
        var urls = new List<string>(list.Count);
        foreach (var text in list)
        {
            if (UrlOf(text) is not { } url)
            {
                return null;
            }

            if (!urls.Contains(url))
            {
                urls.Add(url);
            }
        }

        return urls;
    }

    // In the form that is sent, so that two spellings of one URL are one.
    static string? UrlOf(string text)
    {
        if (ImageName.OfUrl(text) is not null)
        {
            return text;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && url.UserInfo.Length == 0 && url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped) is var sent && Encoding.UTF8.GetByteCount(sent) <= BytesMax
            ? sent
            : null;
    }
}
