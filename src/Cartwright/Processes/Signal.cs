namespace Cartwright.Processes;

/// <summary>Signals by their number on Linux.</summary>
internal enum Signal
{
    /// <summary>What Ctrl-C sends; PostgreSQL's fast shutdown.</summary>
    Interrupt = 2,

    /// <summary>PostgreSQL's immediate shutdown.</summary>
    Quit = 3,

    /// <summary>Ends a process without asking it.</summary>
    Kill = 9,

    /// <summary>The ordinary request to end.</summary>
    Terminate = 15,

    /// <summary>Lets a process that was stopped in its tracks go on.</summary>
    Continue = 18,

    /// <summary>Stops a process in its tracks; it cannot refuse.</summary>
    Stop = 19,
}
