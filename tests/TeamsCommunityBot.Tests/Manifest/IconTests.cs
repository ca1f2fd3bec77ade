using Xunit;

namespace TeamsCommunityBot.Tests.Manifest;

/// <summary>What Teams wants of icons, and no validator checks.</summary>
public sealed class IconTests
{
    [Theory]
    [InlineData("color.png", 192)]
    [InlineData("outline.png", 32)]
    [InlineData("color32.png", 32)]
    public void Each_icon_has_the_size_that_Teams_wants(string file, int size)
    {
        var icon = Read(file);
        Assert.Equal((size, size), (icon.Width, icon.Height));
    }

    [Fact]
    public void The_colour_icon_fills_its_square() => Assert.All(Read("color.png").Pixels, pixel => Assert.Equal(255, pixel.Alpha));

    [Fact]
    public void The_colour_icon_stands_on_the_accent_colour()
    {
        var (red, green, blue, _) = Read("color.png").At(0, 0);
        Assert.Equal((string?)ManifestFolder.Manifest()["accentColor"], $"#{red:X2}{green:X2}{blue:X2}");
    }

    [Fact]
    public void The_outline_is_white_on_nothing()
    {
        var pixels = Read("outline.png").Pixels.ToList();
        Assert.Contains(pixels, pixel => pixel.Alpha == 0);
        Assert.Contains(pixels, pixel => pixel.Alpha == 255);
        Assert.All(pixels.Where(pixel => pixel.Alpha > 0), pixel => Assert.Equal((255, 255, 255), (pixel.Red, pixel.Green, pixel.Blue)));
    }

    [Fact]
    public void The_outline_has_no_padding()
    {
        var icon = Read("outline.png");
        var side = Enumerable.Range(0, icon.Width).ToList();
        Assert.Contains(side, x => icon.At(x, 0).Alpha > 0);
        Assert.Contains(side, x => icon.At(x, icon.Height - 1).Alpha > 0);
        Assert.Contains(side, y => icon.At(0, y).Alpha > 0);
        Assert.Contains(side, y => icon.At(icon.Width - 1, y).Alpha > 0);
    }

    [Fact]
    public void The_small_colour_icon_stands_on_nothing() => Assert.Equal(0, Read("color32.png").At(31, 31).Alpha);

    private static Png Read(string file) => Png.Read(Path.Combine(ManifestFolder.Root, file));
}
