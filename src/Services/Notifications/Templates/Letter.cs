using System.Text.Encodings.Web;

namespace Cartwright.Notifications;

/// <summary>The mail around a text: a greeting above it and the name of the shop below it, the same for all kinds and languages.</summary>
internal static class Letter
{
    static readonly string PlainFrame = BuiltInTemplates.Read("mail.txt");
    static readonly string HtmlFrame = BuiltInTemplates.Read("mail.html");

    /// <summary>The mail that carries a text, as plain text and as HTML.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">How to address the reader.</param>
    /// <param name="shop">The name of the shop.</param>
    public static (string Plain, string Html) Around(Text text, string name, string shop)
    {
        var greeting = LanguageFormat.Of(text.Language).Greet(name);
        var plain = new Dictionary<string, string> { ["body"] = text.Body, ["greeting"] = greeting, ["shop"] = shop };
        var html = new Dictionary<string, string>
        {
            ["language"] = Encode(text.Language), ["title"] = Encode(text.Title), ["greeting"] = Encode(greeting), ["shop"] = Encode(shop),
            ["content"] = text.Html ?? $"<p style=\"white-space:pre-line\">{Encode(text.Body)}</p>",
        };
        return (TemplateText.Fill(PlainFrame, plain, v => v), TemplateText.Fill(HtmlFrame, html, v => v));
    }

    /// <summary>The text with a link at its end.</summary>
    public static (string Body, string? Html) Append(string body, string? html, Uri link) =>
        ($"{body}\n\n{link}", html is null ? null : $"{html}<p><a href=\"{Encode($"{link}")}\">{Encode($"{link}")}</a></p>");

    static string Encode(string value) => HtmlEncoder.Default.Encode(value);
}
