using System.Text;
using Cartwright.Catalog;

namespace Cartwright.Unit.Catalog;

public sealed class ImageTypeTests
{
    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "image/svg+xml")]
    [InlineData("<?xml version=\"1.0\"?><!-- x --><!DOCTYPE svg><svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>", "image/svg+xml")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><g></svg>", null)]
    [InlineData("<svg/>", null)]
    [InlineData("<html><svg xmlns=\"http://www.w3.org/2000/svg\"/></html>", null)]
    [InlineData("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&a;</svg>", null)]
    [InlineData("hello", null)]
    [InlineData("", null)]
    public void A_drawing_is_recognised_by_its_root(string content, string? mediaType) =>
        Assert.Equal(mediaType, ImageType.Sniff(Encoding.UTF8.GetBytes(content))?.MediaType);

    [Theory]
    [InlineData("89504E470D0A1A0A00", "image/png")]
    [InlineData("FFD8FFE0", "image/jpeg")]
    [InlineData("524946460000000057454250", "image/webp")]
    [InlineData("474946383961", null)]
    public void A_picture_is_recognised_by_its_first_bytes(string hex, string? mediaType) =>
        Assert.Equal(mediaType, ImageType.Sniff(Convert.FromHexString(hex))?.MediaType);
}
