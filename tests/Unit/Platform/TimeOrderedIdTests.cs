using Cartwright.Platform.Data;

namespace Cartwright.Unit.Platform;

public sealed class TimeOrderedIdTests
{
    static readonly DateTimeOffset Time = new(2026, 11, 30, 12, 0, 0, 500, TimeSpan.Zero);

    [Fact]
    public void Ids_of_before_are_lower_and_all_others_are_not()
    {
        var limit = Bytes(TimeOrderedId.Before(Time));

        Assert.All(Enumerable.Range(0, 100), _ =>
        {
            Assert.True(Compare(Bytes(Guid.CreateVersion7(Time.AddMilliseconds(-1))), limit) < 0);
            Assert.True(Compare(Bytes(Guid.CreateVersion7(Time)), limit) > 0);
        });
    }

    [Fact]
    public void Nothing_is_older_than_the_time_of_ids() => Assert.Equal(Guid.Empty, TimeOrderedId.Before(DateTimeOffset.UnixEpoch.AddDays(-1)));

    // As PostgreSQL compares them.
    static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);

    static int Compare(byte[] first, byte[] second) => first.AsSpan().SequenceCompareTo(second);
}
