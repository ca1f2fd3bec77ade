using System.Text.Json.Serialization;

namespace TeamsCommunityBot.Cards;

/// <summary>Rows and columns; the first row names the columns. At most four columns: it must be read on a phone too.</summary>
public sealed record Table(IReadOnlyList<TableColumn> Columns, IReadOnlyList<TableRow> Rows) : CardElement
{
    public bool? FirstRowAsHeaders { get; init; }

    public bool? ShowGridLines { get; init; }

    public ContainerStyle? GridStyle { get; init; }
}

/// <param name="Width">A share: a column of 2 is twice as wide as one of 1.</param>
public sealed record TableColumn(int Width);

/// <summary>One row of a <see cref="Table"/>, with as many cells as that has columns.</summary>
public sealed record TableRow(IReadOnlyList<TableCell> Cells)
{
    [JsonPropertyOrder(-1)]
    public string Type => "TableRow";
}

/// <summary>One cell of a <see cref="TableRow"/>.</summary>
public sealed record TableCell(IReadOnlyList<CardElement> Items)
{
    [JsonPropertyOrder(-1)]
    public string Type => "TableCell";
}
