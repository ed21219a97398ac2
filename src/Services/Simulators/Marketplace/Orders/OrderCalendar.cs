namespace Cartwright.Simulators;

/// <summary>
/// When the orders of a marketplace are placed: so many in each week, fewer at night than in the evening and most on Sundays. Whole numbers only,
/// so that an order has the same date on every machine.
/// </summary>
internal static class OrderCalendar
{
    /// <summary>Orders of a week: one in 9.45 seconds, ten million in three years.</summary>
    public const int OrdersPerWeek = 64_000;

    const int HoursPerWeek = 7 * 24;
    const int SecondsPerHour = 3600;
    const int JitterBits = 16;

    /// <summary>When order 0 was placed: a Monday.</summary>
    public static DateTimeOffset Start { get; } = new(2023, 1, 2, 0, 0, 0, TimeSpan.Zero);

    static ReadOnlySpan<byte> HourWeights => [9, 6, 4, 3, 3, 4, 8, 14, 21, 28, 33, 35, 37, 36, 34, 34, 36, 40, 46, 54, 60, 56, 38, 20];

    // Monday to Sunday.
    static ReadOnlySpan<byte> DayWeights => [21, 20, 19, 19, 18, 17, 24];

    // How many orders of the week were placed before each hour of it.
    static readonly int[] Before = CountBefore();

    // The hour of the week in which each order of it is placed.
    static readonly byte[] Hours = [.. Enumerable.Range(0, HoursPerWeek).SelectMany(hour => Enumerable.Repeat((byte)hour, Before[hour + 1] - Before[hour]))];

    /// <summary>Seconds from <see cref="Start"/> until the order is placed; they never fall while ids rise.</summary>
    /// <param name="id">The order.</param>
    /// <param name="jitter">Where in its share of the hour: 16 bits.</param>
    public static long SecondsOf(long id, ushort jitter)
    {
        var (week, place) = Math.DivRem(id, OrdersPerWeek);
        int hour = Hours[place];
        var before = Before[hour];
        var orders = Before[hour + 1] - before;
        var within = (((place - before) << JitterBits) + jitter) * SecondsPerHour / ((long)orders << JitterBits);
        return (((week * HoursPerWeek) + hour) * SecondsPerHour) + within;
    }

    static int[] CountBefore()
    {
        var weights = new int[HoursPerWeek];
        for (var hour = 0; hour < HoursPerWeek; hour++)
        {
            weights[hour] = DayWeights[hour / 24] * HourWeights[hour % 24];
        }

        var total = weights.Sum();
        return [.. Enumerable.Range(0, HoursPerWeek + 1).Select(hour => (int)((long)weights.Take(hour).Sum() * OrdersPerWeek / total))];
    }
}
