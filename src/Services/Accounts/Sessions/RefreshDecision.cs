namespace Cartwright.Accounts;

/// <summary>The decision about a presented refresh token.</summary>
internal enum RefreshDecision
{
    /// <summary>Refuse it.</summary>
    Refuse,

    /// <summary>Exchange it for the next one.</summary>
    Rotate,

    /// <summary>Answer with the pair that it was exchanged for.</summary>
    Repeat,

    /// <summary>End the session with all its tokens.</summary>
    RevokeFamily,
}
