namespace Cartwright.Accounts;

/// <summary>The decision about a presented refresh token.</summary>
internal enum RefreshDecision
{
    /// <summary>Refuse it.</summary>
    Refuse,

    /// <summary>Exchange it for the next one.</summary>
    Rotate,

    /// <summary>End the session with all its tokens.</summary>
    RevokeFamily,
}
