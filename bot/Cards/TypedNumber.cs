using System.Globalization;
using System.Text.RegularExpressions;

namespace TeamsCommunityBot.Cards;

/// <summary>
/// A number as people type it, in any language: <c>1,5</c> as <c>1.5</c>, and <c>1.200</c> as <c>1200</c> where only whole numbers are asked. Inputs of numbers
/// are inputs of text for that: the browser's own number field takes a comma or a point by the language of the machine, and drops what it does not take.
/// </summary>
public static partial class TypedNumber
{
    /// <summary>Longer than any number that is asked, so that what was typed can be shown again.</summary>
    public const int MostSigns = 12;

    /// <summary>Null for what is no number from 0 on.</summary>
    public static decimal? Read(string text) =>
        decimal.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Null for what is no whole number from 0 on. Clients send some of them as <c>12.0</c>.</summary>
    public static int? ReadWhole(string text) =>
        (Thousands().IsMatch(text.Trim()) ? Read(text.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal)) : Read(text))
            is { } number && decimal.IsInteger(number) && number <= int.MaxValue ? (int)number : null;

    /// <summary>What was typed, to be shown again; cut, should somebody paste a book.</summary>
    public static string Typed(string text) => Plain.Shorten(text, MostSigns);

    /// <summary>A number for the field of it, in the language of the turn.</summary>
    public static string Write(decimal? number) => number?.ToString("0.##", CultureInfo.CurrentCulture) ?? "";

    /// <summary>The field for one.</summary>
    public static InputText Field(string id, string label, string typed) => new() { Id = id, Label = label, Value = typed, MaxLength = MostSigns };

    [GeneratedRegex(@"^[1-9]\d{0,2}([.,]\d{3})+$")]
    private static partial Regex Thousands();
}
