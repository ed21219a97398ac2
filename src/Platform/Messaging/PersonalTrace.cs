namespace Cartwright.Platform.Messaging;

/// <summary>Personal data of an erased user that is still there, as the audit finds it.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Where">The table that holds it.</param>
public sealed record PersonalTrace(Guid UserId, string Where);
