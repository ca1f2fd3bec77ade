using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace TeamsCommunityBot.Tests.Manifest;

/// <summary>Reads the one kind of PNG that our icons are: 8 bits, red, green, blue and alpha, not interlaced.</summary>
internal sealed class Png
{
    private const int Channels = 4;
    private readonly byte[] _pixels;

    private Png(int width, int height, byte[] pixels) => (Width, Height, _pixels) = (width, height, pixels);

    public int Width { get; }

    public int Height { get; }

    public IEnumerable<(byte Red, byte Green, byte Blue, byte Alpha)> Pixels => Enumerable.Range(0, Width * Height).Select(i => At(i % Width, i / Width));

    public (byte Red, byte Green, byte Blue, byte Alpha) At(int x, int y)
    {
        var start = ((y * Width) + x) * Channels;
        return (_pixels[start], _pixels[start + 1], _pixels[start + 2], _pixels[start + 3]);
    }

    public static Png Read(string path)
    {
        var file = File.ReadAllBytes(path);
        var header = file.AsSpan(16);
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]));
        if (header[8] != 8 || header[9] != 6 || header[12] != 0)
            throw new InvalidDataException($"{path} is not an 8-bit RGBA picture without interlacing.");
        return new Png(width, height, Unfilter(Inflate(file), width, height));
    }

    private static byte[] Inflate(byte[] file)
    {
        using var packed = new MemoryStream();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            if (Encoding.ASCII.GetString(file, at + 4, 4) == "IDAT")
                packed.Write(file, at + 8, length);
            at += length + 12;
        }

        packed.Position = 0;
        using var unpacked = new MemoryStream();
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        zlib.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    /// <summary>Undoes the line filters (PNG specification, chapter 9).</summary>
    private static byte[] Unfilter(byte[] lines, int width, int height)
    {
        var stride = width * Channels;
        var pixels = new byte[stride * height];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < stride; x++)
            {
                var left = x < Channels ? 0 : pixels[(y * stride) + x - Channels];
                var up = y == 0 ? 0 : pixels[((y - 1) * stride) + x];
                var corner = x < Channels || y == 0 ? 0 : pixels[((y - 1) * stride) + x - Channels];
                pixels[(y * stride) + x] = (byte)(lines[(y * (stride + 1)) + 1 + x] + Predict(lines[y * (stride + 1)], left, up, corner));
            }

        return pixels;
    }

    private static int Predict(byte filter, int left, int up, int corner) => filter switch
    {
        0 => 0,
        1 => left,
        2 => up,
        3 => (left + up) / 2,
        4 => Paeth(left, up, corner),
        _ => throw new InvalidDataException($"No PNG filter {filter}."),
    };

    private static int Paeth(int left, int up, int corner)
    {
        var estimate = left + up - corner;
        var (toLeft, toUp, toCorner) = (Math.Abs(estimate - left), Math.Abs(estimate - up), Math.Abs(estimate - corner));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }
}
