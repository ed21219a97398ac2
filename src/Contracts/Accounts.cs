namespace Cartwright.Contracts;

/// <summary>An account was created, by its user or by an administrator.</summary>
/// <param name="UserId">The new user.</param>
/// <param name="Username">Unique name.</param>
/// <param name="Email">Unique email address.</param>
/// <param name="FirstName">Given name, if any.</param>
/// <param name="LastName">Family name, if any.</param>
/// <param name="Phone">Telephone number, if any.</param>
/// <param name="Roles">The roles the user has.</param>
[Event("user.created", "accounts")]
public sealed record UserCreated(
    Guid UserId, [property: Personal] string Username, [property: Personal] string Email, [property: Personal] string? FirstName,
    [property: Personal] string? LastName, [property: Personal] string? Phone, IReadOnlyList<string> Roles) : IEvent
{
    Guid IEvent.AggregateId => UserId;
}

/// <summary>A user's profile, roles or active state changed; carries the whole new state.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Username">Unique name.</param>
/// <param name="Email">Unique email address.</param>
/// <param name="FirstName">Given name, if any.</param>
/// <param name="LastName">Family name, if any.</param>
/// <param name="Phone">Telephone number, if any.</param>
/// <param name="Roles">The roles the user has.</param>
/// <param name="Active">False once the account is deactivated.</param>
[Event("user.updated", "accounts")]
public sealed record UserUpdated(
    Guid UserId, [property: Personal] string Username, [property: Personal] string Email, [property: Personal] string? FirstName,
    [property: Personal] string? LastName, [property: Personal] string? Phone, IReadOnlyList<string> Roles, bool Active) : IEvent
{
    Guid IEvent.AggregateId => UserId;
}

/// <summary>Somebody forgot the password of an account. Accounts and notifications derive the secret token from the id, so no event holds it.</summary>
/// <param name="UserId">The user.</param>
/// <param name="ResetId">The request.</param>
/// <param name="ExpiresAt">When its token expires.</param>
[Event("user.password_reset_requested", "accounts")]
public sealed record PasswordResetRequested(Guid UserId, Guid ResetId, DateTimeOffset ExpiresAt) : IEvent
{
    Guid IEvent.AggregateId => UserId;
}

/// <summary>A user has another password. All other sessions of the user have ended.</summary>
/// <param name="UserId">The user.</param>
[Event("user.password_changed", "accounts")]
public sealed record UserPasswordChanged(Guid UserId) : IEvent
{
    Guid IEvent.AggregateId => UserId;
}

/// <summary>
/// An account was erased: every service removes what tells who the user was, and keeps what the books need without it. Nothing follows that is about this user,
/// except events about orders that were placed before.
/// </summary>
/// <param name="UserId">The user.</param>
[Event("user.erased", "accounts")]
public sealed record UserErased(Guid UserId) : IEvent
{
    Guid IEvent.AggregateId => UserId;
}
