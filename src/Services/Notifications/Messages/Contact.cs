namespace Cartwright.Notifications;

/// <summary>The contact of a user.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Email">Address for mail.</param>
/// <param name="Name">How to address the user.</param>
/// <param name="AsOf">The time of the event that carried it.</param>
internal sealed record Contact(Guid UserId, string Email, string Name, DateTimeOffset AsOf);
