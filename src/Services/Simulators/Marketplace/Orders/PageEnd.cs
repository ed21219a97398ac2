namespace Cartwright.Simulators;

/// <summary>How a page ends.</summary>
internal enum PageEnd
{
    /// <summary>With its last row.</summary>
    Whole,

    /// <summary>Anywhere, and nothing follows.</summary>
    Dropped,

    /// <summary>Anywhere, with something that is no JSON.</summary>
    Garbled,
}
