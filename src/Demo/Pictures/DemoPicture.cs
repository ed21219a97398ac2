namespace Cartwright.Demo.Pictures;

/// <summary>What a picture shows. Products of the same kind, colour and style share one.</summary>
internal sealed record DemoPicture(Shape Shape, string Department, string Colour, int Style, string Alt)
{
    /// <summary>How many styles a shape is drawn in.</summary>
    public const int Styles = 3;
}
