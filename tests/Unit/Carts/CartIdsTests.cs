using Cartwright.Carts;
using Cartwright.Platform.Security;

namespace Cartwright.Unit.Carts;

public sealed class CartIdsTests
{
    static readonly CartIds Ids = new(new SystemSecret(new string('s', SystemSecret.LengthMin)));

    [Fact]
    public void The_shop_recognises_its_own_ids()
    {
        var ids = Enumerable.Range(0, 1000).Select(_ => Ids.New()).ToHashSet();

        Assert.Equal(1000, ids.Count);
        Assert.All(ids, id =>
        {
            Assert.True(Ids.IsOurs(id));
            Assert.Equal(8, id.Version);
        });
    }

    [Fact]
    public void An_id_with_another_bit_is_not_of_the_shop()
    {
        var id = Ids.New().ToByteArray(bigEndian: true);

        for (var bit = 0; bit < 128; bit++)
        {
            var other = (byte[])id.Clone();
            other[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Ids.IsOurs(new(other, bigEndian: true)));
        }
    }

    [Fact]
    public void Ids_of_another_shop_and_ids_that_somebody_chose_are_not_of_the_shop()
    {
        Assert.False(Ids.IsOurs(new CartIds(new SystemSecret(new string('t', SystemSecret.LengthMin))).New()));
        Assert.False(Ids.IsOurs(Guid.Empty));
        Assert.False(Ids.IsOurs(new("11111111-1111-4111-8111-111111111111")));
    }
}
