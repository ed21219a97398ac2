namespace Cartwright.Recommendations;

/// <summary>Times as the model keeps them: whole seconds since 2000 in four bytes, enough until 2068.</summary>
internal static class SignalTime
{
    const int SecondsPerDay = 24 * 60 * 60;

    static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The second of a time; an earlier or later one than can be kept is the first or the last.</summary>
    public static int Second(DateTimeOffset time) => (int)Math.Clamp(Math.Floor((time - Epoch).TotalSeconds), 0, int.MaxValue);

    /// <summary>The day (UTC) of a second, counted from the first.</summary>
    public static int Day(int second) => second / SecondsPerDay;
}
