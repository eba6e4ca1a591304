namespace Thrombophilia.Lims.Clinic.Reports.Printing;

/// <summary>A part of a report as every printer prints it: words in one language, and no layout.</summary>
public abstract record Block;

/// <summary>A heading.</summary>
/// <param name="Level">2 for a section, 3 below it.</param>
/// <param name="Text">The words.</param>
public sealed record Heading(int Level, string Text) : Block;

/// <summary>How weighty a paragraph is.</summary>
public enum Weight
{
    /// <summary>Small print.</summary>
    Quiet,
    /// <summary>As the rest.</summary>
    Plain,
    /// <summary>What stands out.</summary>
    Strong,
    /// <summary>What must not be overlooked.</summary>
    Alarm,
}

/// <summary>A paragraph.</summary>
/// <param name="Text">The words.</param>
/// <param name="Weight">How weighty it is.</param>
public sealed record Paragraph(string Text, Weight Weight = Weight.Plain) : Block;

/// <summary>A list, each line with what stands beside it in small print.</summary>
/// <param name="Lines">The lines.</param>
public sealed record Bullets(IReadOnlyList<BulletLine> Lines) : Block;

/// <summary>A line of a list.</summary>
/// <param name="Text">The words.</param>
/// <param name="Beside">Small print; empty for none.</param>
public sealed record BulletLine(string Text, string Beside = "");

/// <summary>Names and values.</summary>
/// <param name="Lines">The lines.</param>
public sealed record Facts(IReadOnlyList<(string Name, string Value)> Lines) : Block;

/// <summary>A table.</summary>
/// <param name="Head">Heads of the columns.</param>
/// <param name="Widths">Shares of the width, one a column.</param>
/// <param name="Rows">The rows.</param>
public sealed record Grid(IReadOnlyList<string> Head, IReadOnlyList<int> Widths, IReadOnlyList<IReadOnlyList<string>> Rows) : Block;

/// <summary>A QR code.</summary>
/// <param name="Text">What it holds.</param>
/// <param name="Label">What it is, for who cannot see it.</param>
public sealed record QrCode(string Text, string Label) : Block;

/// <summary>A report in one language, ready to be printed.</summary>
/// <param name="Language"><c>en</c> or <c>zh-CN</c>.</param>
/// <param name="Title">What it is.</param>
/// <param name="Identity">Number, version and person, for the head of every page.</param>
/// <param name="Mark">That it is a draft, replaced or withdrawn, for the head of every page; null for a current report.</param>
/// <param name="Page">The number of a page, with places for it and for how many there are.</param>
/// <param name="Issuer">Hospital and department, one line each.</param>
/// <param name="Blocks">The parts in their order.</param>
public sealed record ReportDocument(string Language, string Title, string Identity, string? Mark, string Page,
    IReadOnlyList<string> Issuer, IReadOnlyList<Block> Blocks);
