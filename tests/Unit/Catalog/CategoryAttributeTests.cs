using System.Text.Json;
using Cartwright.Catalog;
using Cartwright.Catalog.Feeds;

namespace Cartwright.Unit.Catalog;

public sealed class CategoryAttributeTests
{
    static readonly AttributeDeclaration Colour = new("colour", Type: "choice", Values: ["Red", "Blue"]);

    [Theory]
    [InlineData("number", "5", true)]
    [InlineData("number", "\"5\"", false)]
    [InlineData("boolean", "false", true)]
    [InlineData("boolean", "0", false)]
    [InlineData("text", "\"x\"", true)]
    [InlineData("text", "1", false)]
    [InlineData("choice", "\"Red\"", true)]
    [InlineData("choice", "\"red\"", false)]
    [InlineData("choice", "1", false)]
    public void An_attribute_has_the_declared_type(string type, string value, bool isRight) =>
        Assert.Equal(isRight ? [] : ["a"], Wrong(new("a", Type: type, Values: type == "choice" ? ["Red"] : null), $$"""{"a":{{value}}}"""));

    [Theory]
    [InlineData("""{"other":"x"}""")]
    [InlineData("""{"a":" "}""")]
    public void A_required_attribute_is_there_and_not_blank(string attributes)
    {
        Assert.Equal(["a"], Wrong(new("a", Required: true), attributes));
        Assert.Empty(Wrong(new("a"), attributes));
    }

    [Fact]
    public void A_category_inherits_and_declares_again()
    {
        var all = CategoryAttributes.Inherit([[new("a"), new("b", "Above")], [], [new("B", "Below"), new("c")]]);

        Assert.Equal(["a ", "B Below", "c "], all.Select(x => $"{x.Name} {x.Label}"));
    }

    [Theory]
    [InlineData("number", "12,5", "12.5")]
    [InlineData("number", "12,5 kg", "\"12,5 kg\"")]
    [InlineData("number", "1.200,5", "\"1.200,5\"")]
    [InlineData("boolean", "yes", "true")]
    [InlineData("boolean", "perhaps", "\"perhaps\"")]
    [InlineData("choice", " red", "\"Red\"")]
    [InlineData("text", "12,5", "\"12,5\"")]
    public void A_text_of_a_file_becomes_a_value_of_the_declared_type_if_it_is_one(string type, string text, string expected)
    {
        var value = FeedValues.Convert(Colour with { Type = type }, JsonSerializer.SerializeToElement(text), ',');

        Assert.Equal(expected, value.GetRawText());
    }

    static List<string> Wrong(AttributeDeclaration declared, string attributes)
    {
        var wrong = new List<string>();
        DeclaredAttributes.Check([declared], JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(attributes)!, (attribute, _) => wrong.Add(attribute.Name));
        return wrong;
    }
}
