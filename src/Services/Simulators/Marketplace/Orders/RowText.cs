using System.Buffers.Text;

namespace Cartwright.Simulators;

/// <summary>Writes JSON as UTF-8 into the buffer it is sent from. The caller ensures that there is room.</summary>
internal ref struct RowText(Span<byte> room)
{
    readonly Span<byte> _room = room;

    /// <summary>How much has been written.</summary>
    public int Length { get; private set; }

    /// <summary>How much still fits.</summary>
    public readonly int Left => _room.Length - Length;

    /// <summary>Text as it is.</summary>
    public void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_room[Length..]);
        Length += text.Length;
    }

    /// <summary>A whole number.</summary>
    public void Append(long number)
    {
        // There is always room.
        Utf8Formatter.TryFormat(number, _room[Length..], out var written);
        Length += written;
    }

    /// <summary>A number below 100 with two digits.</summary>
    public void AppendTwoDigits(int number)
    {
        _room[Length] = (byte)('0' + (number / 10));
        _room[Length + 1] = (byte)('0' + (number % 10));
        Length += 2;
    }
}
