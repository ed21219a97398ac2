namespace Cartwright.Demo.Pictures;

/// <summary>The kinds of thing that can be drawn.</summary>
internal enum Shape
{
    Pan, Pot, Knife, Mug, Glass, Kettle, CoffeeMaker,
    Chair, Sofa, Desk, Shelf, Lamp, Cushion,
    TShirt, Hoodie, Sneaker, Watch, Sunglasses, Cap,
    Headphones, Speaker, Laptop, Keyboard, Camera, Phone,
    Tent, Backpack, Bottle, Bicycle, Helmet, Dumbbell, YogaMat,
    Book, Notebook, Pen, PlantPot, WateringCan, Pouch, Tin,
}
