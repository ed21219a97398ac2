namespace Cartwright.Platform.Messaging;

/// <summary>Which earlier events a service is to handle once more.</summary>
/// <param name="Publisher">The service that published them.</param>
/// <param name="Names">The names of the events; null for all that the service can handle again.</param>
/// <param name="Since">The time of the first event; null for all.</param>
public sealed record ReplayRequest(string Publisher, IReadOnlyList<string>? Names, DateTimeOffset? Since);

/// <summary>A replay and its progress.</summary>
public sealed record ReplayResponse
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The service whose log it reads.</summary>
    public required string Publisher { get; init; }

    /// <summary>The names of the events.</summary>
    public required string[] Names { get; init; }

    /// <summary>The time of the first event; null for all.</summary>
    public required DateTimeOffset? Since { get; init; }

    /// <summary>The position up to which the log is handled.</summary>
    public required long Position { get; init; }

    /// <summary>The position at which the replay ends; null before it has begun.</summary>
    public required long? Until { get; init; }

    /// <summary>How many events were handled once more.</summary>
    public required long Handled { get; init; }

    /// <summary>When it was requested.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public required DateTimeOffset? FinishedAt { get; init; }
}

/// <summary>Replays, newest first.</summary>
/// <param name="Items">At most 100.</param>
public sealed record ReplayList(IReadOnlyList<ReplayResponse> Items);
