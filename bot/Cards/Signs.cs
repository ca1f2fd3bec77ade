using System.Buffers.Binary;
using System.IO.Compression;

namespace TeamsCommunityBot.Cards;

/// <summary>Whom a sign stands for: one of the three dots is full, and the others are rings.</summary>
public enum SignOf { Bouwer, Verbinder, Aanjager, All }

/// <summary>
/// Our own signs: the three connected dots of the app's icon, drawn here and carried inside the card. Nothing is fetched from anywhere. Small PNGs
/// of sixteen shades of one colour, some 400 bytes each, since a picture counts twice in what Teams takes for a card.
/// </summary>
public static class Signs
{
    private const int Side = 40;

    /// <summary>Seen on white, on Teams' dark grey and on black: at least 3 to 1 on each (WCAG 1.4.11).</summary>
    private static readonly byte[] Color = [0x2B, 0x8F, 0xA6];

    private static readonly (double X, double Y)[] Dots = [(20, 9.5), (9.5, 29.5), (30.5, 29.5)];

    private static readonly string[] Urls = [.. Enum.GetValues<SignOf>().Select(sign => $"data:image/png;base64,{Convert.ToBase64String(Png(sign))}")];

    /// <summary>The picture as a <c>data:</c> address.</summary>
    public static string Url(SignOf sign) => Urls[(int)sign];

    private static byte[] Png(SignOf sign)
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        // Width, height, four bits a pixel, by palette, and the only compression, filter and order there are.
        Chunk(png, "IHDR"u8, [0, 0, 0, Side, 0, 0, 0, Side, 4, 3, 0, 0, 0]);
        Chunk(png, "PLTE"u8, [.. Enumerable.Repeat(Color, 16).SelectMany(color => color)]);
        Chunk(png, "tRNS"u8, [.. Enumerable.Range(0, 16).Select(shade => (byte)(shade * 17))]);
        Chunk(png, "IDAT"u8, Compressed(Pixels(sign)));
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    /// <summary>Rows of two pixels a byte, each row after the mark of no filter.</summary>
    private static byte[] Pixels(SignOf sign) => [.. Enumerable.Range(0, Side).SelectMany(y => Row(sign, y).Prepend((byte)0))];

    private static IEnumerable<byte> Row(SignOf sign, int y) =>
        Enumerable.Range(0, Side / 2).Select(pair => (byte)((Shade(sign, 2 * pair, y) << 4) | Shade(sign, (2 * pair) + 1, y)));

    /// <summary>How much of a pixel is covered, from 0 to 15.</summary>
    private static int Shade(SignOf sign, int x, int y)
    {
        var point = (X: x + 0.5, Y: y + 0.5);
        var line = Enumerable.Range(0, 3).Max(i => 1.25 - ToLine(point, Dots[i], Dots[(i + 1) % 3]));
        var shade = line;
        for (var i = 0; i < Dots.Length; i++)
        {
            var distance = Math.Sqrt(Square(point, Dots[i]));
            var isFull = sign == SignOf.All || (int)sign == i;
            // Inside a dot its own ring or disc stands in place of the lines.
            if (distance < 8) shade = isFull ? 8 - distance : Math.Min(7 - distance, distance - 4.2);
        }
        return (int)Math.Round(15 * Math.Clamp(shade + 0.5, 0, 1));
    }

    private static double ToLine((double X, double Y) point, (double X, double Y) from, (double X, double Y) to)
    {
        var along = Math.Clamp((((point.X - from.X) * (to.X - from.X)) + ((point.Y - from.Y) * (to.Y - from.Y))) / Square(from, to), 0, 1);
        return Math.Sqrt(Square(point, (from.X + (along * (to.X - from.X)), from.Y + (along * (to.Y - from.Y)))));
    }

    private static double Square((double X, double Y) one, (double X, double Y) other) =>
        ((one.X - other.X) * (one.X - other.X)) + ((one.Y - other.Y) * (one.Y - other.Y));

    private static byte[] Compressed(byte[] bytes)
    {
        using var to = new MemoryStream();
        using (var zlib = new ZLibStream(to, CompressionLevel.SmallestSize)) zlib.Write(bytes);
        return to.ToArray();
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Checksum(Checksum(uint.MaxValue, type), data));
        png.Write(number);
    }

    /// <summary>CRC-32 as PNG has it (ISO 3309), not yet inverted.</summary>
    private static uint Checksum(uint checksum, ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
        {
            checksum ^= one;
            for (var bit = 0; bit < 8; bit++) checksum = (checksum >> 1) ^ ((checksum & 1) * 0xEDB88320);
        }
        return checksum;
    }
}
