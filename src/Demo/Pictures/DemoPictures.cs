namespace Cartwright.Demo.Pictures;

/// <summary>Draws products as SVG: a soft background in the department's colours, a shadow, and a silhouette.</summary>
internal static class DemoPictures
{
    static readonly Dictionary<string, (string Top, string Bottom, string Accent)> Palettes = new()
    {
        ["home-kitchen"] = ("#fdf3e7", "#f3dcc3", "#e0a871"),
        ["furniture-living"] = ("#f1f3ea", "#d9dfc9", "#a9b58c"),
        ["fashion"] = ("#fbeff1", "#ecd3da", "#c98fa0"),
        ["electronics"] = ("#edf2fa", "#cfdbee", "#7f9cc9"),
        ["sports-outdoors"] = ("#e9f5f3", "#c6e1dc", "#6fae9f"),
        ["books-stationery"] = ("#f6f1e6", "#e4d7bd", "#b89a63"),
        ["garden"] = ("#eef6e8", "#d0e5c1", "#86b56c"),
        ["coffee-tea"] = ("#f8efe8", "#e6d0bf", "#b5835f"),
    };

    /// <summary>The picture as an SVG document of 400 by 400 units, without scripts or references to other files.</summary>
    internal static string Draw(DemoPicture picture)
    {
        var (top, bottom, accent) = Palettes[picture.Department];
        var main = Colour.Of(picture.Colour);
        var paint = new Paint(
            main,
            Colour.Mix(main, "#ffffff", 32),
            Colour.Mix(main, "#1d1a2b", 24),
            Colour.Mix(main, "#1d1a2b", 52),
            Colour.IsLight(main) ? Colour.Mix(main, "#1d1a2b", 70) : "#fffdf5",
            accent,
            picture.Style);

        var (halo, haloX) = picture.Style switch { 0 => (150, 200), 1 => (136, 222), _ => (160, 182) };
        return $$"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="800" height="800">
            <defs>
            <linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="{{top}}"/><stop offset="1" stop-color="{{bottom}}"/></linearGradient>
            <linearGradient id="b"><stop offset="0" stop-color="{{paint.Light}}"/><stop offset=".45" stop-color="{{main}}"/><stop offset="1" stop-color="{{paint.Dark}}"/></linearGradient>
            <linearGradient id="d" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="{{paint.Dark}}"/><stop offset="1" stop-color="{{paint.Deep}}"/></linearGradient>
            <linearGradient id="m"><stop offset="0" stop-color="#f3f5f7"/><stop offset=".5" stop-color="#bfc6ce"/><stop offset="1" stop-color="#8b939d"/></linearGradient>
            <linearGradient id="w"><stop offset="0" stop-color="#dcae7b"/><stop offset="1" stop-color="#b07b48"/></linearGradient>
            <radialGradient id="s"><stop offset="0" stop-color="#2b2233" stop-opacity=".32"/><stop offset="1" stop-color="#2b2233" stop-opacity="0"/></radialGradient>
            </defs>
            <path fill="url(#g)" d="M0 0h400v400H0z"/>
            <circle cx="{{haloX}}" cy="186" r="{{halo}}" fill="#fff" opacity=".5"/>
            <ellipse cx="200" cy="338" rx="150" ry="20" fill="url(#s)"/>
            <g stroke-linecap="round" stroke-linejoin="round">
            {{Silhouette(picture.Shape, paint)}}
            </g>
            </svg>

            """;
    }

    static string Silhouette(Shape shape, Paint paint) => shape switch
    {
        Shape.Pan => KitchenShapes.Pan(paint),
        Shape.Pot => KitchenShapes.Pot(paint),
        Shape.Knife => KitchenShapes.Knife(paint),
        Shape.Mug => KitchenShapes.Mug(paint),
        Shape.Glass => KitchenShapes.Glass(paint),
        Shape.Kettle => KitchenShapes.Kettle(paint),
        Shape.CoffeeMaker => KitchenShapes.CoffeeMaker(paint),
        Shape.Chair => LivingShapes.Chair(paint),
        Shape.Sofa => LivingShapes.Sofa(paint),
        Shape.Desk => LivingShapes.Desk(paint),
        Shape.Shelf => LivingShapes.Shelf(paint),
        Shape.Lamp => LivingShapes.Lamp(paint),
        Shape.Cushion => LivingShapes.Cushion(paint),
        Shape.TShirt => FashionShapes.TShirt(paint),
        Shape.Hoodie => FashionShapes.Hoodie(paint),
        Shape.Sneaker => FashionShapes.Sneaker(paint),
        Shape.Watch => FashionShapes.Watch(paint),
        Shape.Sunglasses => FashionShapes.Sunglasses(paint),
        Shape.Cap => FashionShapes.Cap(paint),
        Shape.Headphones => ElectronicsShapes.Headphones(paint),
        Shape.Speaker => ElectronicsShapes.Speaker(paint),
        Shape.Laptop => ElectronicsShapes.Laptop(paint),
        Shape.Keyboard => ElectronicsShapes.Keyboard(paint),
        Shape.Camera => ElectronicsShapes.Camera(paint),
        Shape.Phone => ElectronicsShapes.Phone(paint),
        Shape.Tent => SportsShapes.Tent(paint),
        Shape.Backpack => SportsShapes.Backpack(paint),
        Shape.Bottle => SportsShapes.Bottle(paint),
        Shape.Bicycle => SportsShapes.Bicycle(paint),
        Shape.Helmet => SportsShapes.Helmet(paint),
        Shape.Dumbbell => SportsShapes.Dumbbell(paint),
        Shape.YogaMat => SportsShapes.YogaMat(paint),
        Shape.Book => PaperShapes.Book(paint),
        Shape.Notebook => PaperShapes.Notebook(paint),
        Shape.Pen => PaperShapes.Pen(paint),
        Shape.PlantPot => PantryShapes.PlantPot(paint),
        Shape.WateringCan => PantryShapes.WateringCan(paint),
        Shape.Pouch => PantryShapes.Pouch(paint),
        Shape.Tin => PantryShapes.Tin(paint),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "No drawing exists for this shape."),
    };
}
