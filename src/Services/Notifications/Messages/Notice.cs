using Cartwright.Platform.Messaging;

namespace Cartwright.Notifications;

/// <summary>A notification to be written for a user.</summary>
/// <param name="Cause">The event; it causes one notification per channel.</param>
/// <param name="Kind">One of <see cref="NotificationKinds"/>.</param>
/// <param name="UserId">The user.</param>
/// <param name="OrderId">The order it is about, if any.</param>
/// <param name="Values">The values of the placeholders of the template, in no language: see <see cref="NoticeValues"/>.</param>
/// <param name="ResetId">The request for a new password, if it is about one.</param>
internal sealed record Notice(Envelope Cause, string Kind, Guid UserId, Guid? OrderId, IReadOnlyDictionary<string, string> Values, Guid? ResetId = null);
