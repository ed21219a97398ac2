namespace Cartwright.Notifications;

/// <summary>A mail that is due.</summary>
/// <param name="Id">Of the notification.</param>
/// <param name="Attempts">The number of attempts, this one included.</param>
/// <param name="Title">The subject.</param>
/// <param name="Body">The text.</param>
/// <param name="Email">The address of the user.</param>
/// <param name="Name">How to address the user.</param>
/// <param name="ResetId">The request for a new password whose link belongs to the text, if it is about one.</param>
/// <param name="Html">The text as HTML; null to show the plain text.</param>
/// <param name="Language">The language of the text; null if it was written before texts had one.</param>
internal sealed record DueMail(
    Guid Id, int Attempts, string Title, string Body, string Email, string Name, Guid? ResetId = null, string? Html = null, string? Language = null);
