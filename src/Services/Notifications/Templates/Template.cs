namespace Cartwright.Notifications;

/// <summary>The template of a kind in a language, with placeholders.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Body">The plain text.</param>
/// <param name="Html">What a mail shows as HTML in place of the plain text; null to show the plain text there too.</param>
internal sealed record Template(string Subject, string Body, string? Html = null);
