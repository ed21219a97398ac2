using System.Text;
using Cartwright.Catalog;

namespace Cartwright.Unit.Catalog;

public sealed class DrawingTests
{
    [Fact]
    public void A_drawing_is_stored_as_it_is_with_one_size()
    {
        var content = Encoding.UTF8.GetBytes(Svg("""<defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient></defs><path fill="url(#g)" d="M0 0h4"/>"""));

        var (image, error) = Drawing.Read(content);

        Assert.Null(error);
        Assert.Equal((20, 10, ImageType.Svg), (image!.Width, image.Height, image.Type));
        Assert.Equal(content, Assert.Single(image.Files).Content);
        Assert.Empty(image.SmallerWidths);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<style>*{fill:url(https://elsewhere.example/)}</style>")]
    [InlineData("<image href=\"https://elsewhere.example/x.png\"/>")]
    [InlineData("<use href=\"#a\"/>")]
    [InlineData("<a href=\"javascript:alert(1)\"><path d=\"M0 0\"/></a>")]
    [InlineData("<foreignObject/>")]
    [InlineData("<path d=\"M0 0\" onclick=\"alert(1)\"/>")]
    [InlineData("<path d=\"M0 0\" style=\"fill:red\"/>")]
    [InlineData("<path d=\"M0 0\" fill=\"url(https://elsewhere.example/#a)\"/>")]
    [InlineData("<path d=\"M0 0\" fill=\" url('//elsewhere.example')\"/>")]
    [InlineData("<path d=\"M0 0\" xml:base=\"https://elsewhere.example/\"/>")]
    [InlineData("<x:script xmlns:x=\"http://www.w3.org/2000/svg\">alert(1)</x:script>")]
    [InlineData("<script xmlns=\"http://www.w3.org/1999/xhtml\">alert(1)</script>")]
    [InlineData("<!-- <?php -->")]
    [InlineData("<?php echo 1 ?>")]
    [InlineData("<title><![CDATA[<script>]]></title>")]
    [InlineData("<animate attributeName=\"x\"/>")]
    public void A_drawing_has_nothing_that_runs_or_refers_elsewhere(string part) => Assert.Null(Drawing.Read(Encoding.UTF8.GetBytes(Svg(part))).Image);

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"><g></svg>")]
    [InlineData("<svg width=\"1\" height=\"1\"/>")]
    [InlineData("<html><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/></html>")]
    [InlineData("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\">&a;</svg>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100%\" height=\"1\"/>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"0\" height=\"1\"/>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10001\" height=\"1\"/>")]
    [InlineData("hello")]
    [InlineData("")]
    public void What_is_no_drawing_of_some_size_is_refused(string content) => Assert.NotNull(Drawing.Read(Encoding.UTF8.GetBytes(content)).Error);

    static string Svg(string parts) => $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 20 10\" width=\"20\" height=\"10\">{parts}</svg>";
}
