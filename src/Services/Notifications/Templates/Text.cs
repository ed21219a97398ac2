namespace Cartwright.Notifications;

/// <summary>The text of a notification.</summary>
/// <param name="Title">One line.</param>
/// <param name="Body">The text.</param>
/// <param name="Html">The text as HTML; null to show the plain text.</param>
/// <param name="Language">The language of the text.</param>
internal sealed record Text(string Title, string Body, string? Html, string Language);
