using System.Text;
using System.Xml.Linq;
using Cartwright.Catalog;
using Cartwright.Demo;
using Cartwright.Demo.Pictures;

namespace Cartwright.Unit.Demo;

public sealed class DemoPicturesTests
{
    static readonly string[] Allowed =
        ["svg", "defs", "linearGradient", "radialGradient", "stop", "g", "path", "circle", "ellipse", "rect"];

    static readonly DemoPicture[] Pictures =
        [.. DemoCatalog.Create().Products.SelectMany(product => product.Pictures)];

    [Fact]
    public void Every_picture_is_well_formed_and_consists_of_shapes_alone()
    {
        foreach (var drawing in Pictures.Select(DemoPictures.Draw).Distinct())
        {
            var elements = XDocument.Parse(drawing).Descendants().ToArray();

            Assert.All(elements, element => Assert.Contains(element.Name.LocalName, Allowed));
            Assert.DoesNotContain(
                elements.Attributes(),
                attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase)
                    || attribute.Name.LocalName == "href"
                    || (attribute.Value.Contains("url(", StringComparison.Ordinal) && !attribute.Value.StartsWith("url(#", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Every_picture_is_a_drawing_that_the_catalog_takes() =>
        Assert.All(Pictures.Select(DemoPictures.Draw).Distinct(), drawing => Assert.Null(Drawing.Read(Encoding.UTF8.GetBytes(drawing)).Error));

    [Fact]
    public void Every_picture_is_smaller_than_8_KiB()
    {
        Assert.All(Pictures.Select(DemoPictures.Draw).Distinct(), drawing => Assert.InRange(Encoding.UTF8.GetByteCount(drawing), 1, 8191));
    }

    [Fact]
    public void Every_kind_of_thing_that_can_be_drawn_is_sold()
    {
        Assert.Equal(Enum.GetValues<Shape>(), Pictures.Select(picture => picture.Shape).Distinct().Order());
    }

    [Fact]
    public void Every_product_has_a_picture_with_words_for_those_who_cannot_see_it()
    {
        Assert.All(DemoCatalog.Create().Products, product => Assert.NotEmpty(product.Pictures));
        Assert.All(Pictures, picture => Assert.NotEmpty(picture.Alt));
    }
}
