using System.Text;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Validation.Findings;
using Thrombophilia.Variants.Validation.Rules;
using Thrombophilia.Variants.Validation.Specification;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Validation;

/// <summary>
/// Checks every line and field of a VCF by the version that it declares, 4.0 to 4.5, whatever anybody wants to read in
/// it: <c>bytes -> lines -> header, records -> findings, verdict</c>. It goes on after a bad line; only damage to the
/// container, and a header by which no record can be judged, end it early.
/// </summary>
/// <remarks>Findings leave as they are made. Memory does not grow with the file: of each code and column a limited
/// number is told, the rest counted.</remarks>
public sealed class VcfValidator
{
    const int LongestHeader = 1 << 26;
    readonly TextLines lines;
    readonly Report report;
    readonly string file;
    readonly TextRules text;
    string? declared;
    SpecVersion version;
    Columns? columns;
    HeaderRules? header;
    Definitions? definitions;
    RecordRules? records;
    FileLocation? blank;
    long headerBytes;

    VcfValidator(TextSource source, string name, Action<Finding> sink)
    {
        (file, lines) = (name, new TextLines(source, name));
        report = new Report(sink, name) { Lines = lines };
        text = new TextRules(report);
    }

    /// <summary>Checks a file.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="name">How findings name it.</param>
    /// <param name="sink">Takes each finding, in the order of the lines.</param>
    /// <param name="progress">Told now and then which byte of the file is reached.</param>
    /// <param name="stop">Ends the check early.</param>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read, or is a folder.</exception>
    public static async Task<Verdict> ValidateAsync(string path, string name, Action<Finding> sink,
        IProgress<long>? progress = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var source = TextSource.Open(path, name);
        await using (source.ConfigureAwait(false))
            return await new VcfValidator(source, name, sink).RunAsync(progress, stop).ConfigureAwait(false);
    }

    /// <summary>Checks a stream, standard input for example, which stays the caller's.</summary>
    /// <inheritdoc cref="ValidateAsync(string, string, Action{Finding}, IProgress{long}, CancellationToken)"/>
    public static async Task<Verdict> ValidateAsync(Stream stream, string name, Action<Finding> sink,
        IProgress<long>? progress = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var source = TextSource.Open(stream, name);
        await using (source.ConfigureAwait(false))
            return await new VcfValidator(source, name, sink).RunAsync(progress, stop).ConfigureAwait(false);
    }

    async Task<Verdict> RunAsync(IProgress<long>? progress, CancellationToken stop)
    {
        try
        {
            var goesOn = true;
            while (goesOn && await lines.FillAsync(stop).ConfigureAwait(false))
            {
                progress?.Report(lines.Offset);
                while (goesOn && lines.Next()) goesOn = Take(lines.Line.Span);
            }
            if (goesOn) JudgeEnd();
        }
        catch (RefusedException e)
        {
            report.Add(e.Problem);
        }
        report.TellTheRest();
        return new Verdict(file, declared, columns?.Samples ?? 0, records?.Records ?? 0, report.Errors,
            report.Warnings);
    }

    /// <summary>Takes a line; false when nothing more can be said of the file.</summary>
    bool Take(ReadOnlySpan<byte> line)
    {
        if (lines.Number == 1) return TakeFirst(line);
        if (blank is null && line.IsEmpty) blank = lines.Here;
        if (line.IsEmpty) return true;
        if (blank is { } place)
        {
            report.AddAt(place, FindingCodes.BlankLine, "", "line", "");
            blank = null;
        }
        text.Judge(line, version, records is not null);
        // What a header defines is kept: an endless one would be too.
        if (records is null && (headerBytes += line.Length) > LongestHeader)
            throw new RefusedException("header-too-long", lines.Here, LongestHeader);
        if (records is not null) TakeInBody(line);
        else if (line.StartsWith("##"u8)) header!.Judge(line);
        else if (line.StartsWith("#CHROM"u8)) return TakeColumns(line);
        else if (line[0] == '#' || lines.Tabs + 1 < Columns.Fixed.Length)
            report.Add(FindingCodes.HeaderLine, "", "## or #CHROM", line);
        else
        {
            report.Add(FindingCodes.HeaderNoColumns, "#CHROM", "#CHROM", line);
            return false;
        }
        return true;
    }

    /// <summary>The first line tells by which rules the others are judged.</summary>
    bool TakeFirst(ReadOnlySpan<byte> line)
    {
        var hasMark = line.StartsWith("\uFEFF"u8);
        if (hasMark) line = line[3..];
        var value = line.StartsWith("##fileformat="u8) ? Encoding.UTF8.GetString(line[13..]) : null;
        if (value is null && !line.StartsWith("##"u8) && !line.StartsWith("#CHROM"u8))
        {
            OtherFormats.RefuseFirstLine(line, lines.Here);
            report.Add(FindingCodes.NotAVcf, "##fileformat", "##fileformat=VCFv4.x", line);
            return false;
        }
        declared = value;
        if (value is null)
        {
            // Judged by the rules that most files are written by.
            version = new SpecVersion(2);
            report.Add(FindingCodes.NoFileformat, "##fileformat", "##fileformat=VCFv4.x", line);
        }
        else if (!SpecVersion.TryRead(value, out version))
        {
            report.Add(FindingCodes.UnsupportedVersion, "##fileformat", "VCFv4.0..VCFv4.5", value);
            return false;
        }
        if (hasMark) report.Add(FindingCodes.ByteOrderMark, "##fileformat", "##", "U+FEFF");
        report.Minor = version.Minor;
        definitions = new Definitions(version, report);
        header = new HeaderRules(definitions, report);
        text.Judge(line, version, false);
        if (value is null && line.StartsWith("#CHROM"u8)) return TakeColumns(line);
        if (value is null) header.Judge(line);
        return true;
    }

    bool TakeColumns(ReadOnlySpan<byte> line)
    {
        columns = Columns.Read(line, report);
        if (columns is not null) records = new RecordRules(definitions!, report, columns);
        return records is not null;
    }

    void TakeInBody(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("#CHROM"u8)) report.Add(FindingCodes.HeaderTwice, "#CHROM", "one #CHROM line", line);
        else if (line[0] == '#') report.Add(FindingCodes.HeaderInBody, "", "record", line);
        else records!.Judge(line, lines.Tabs);
    }

    void JudgeEnd()
    {
        if (records is null)
            report.AddAt(lines.Here with { Offset = -1 }, FindingCodes.HeaderNoColumns, "#CHROM", "#CHROM", "");
        if (records is { Records: > 0, HasEvidence: false } && columns!.Samples == 0)
            report.AddAt(new FileLocation(file), FindingCodes.NoEvidence, "INFO", "samples, AF or AC", "");
        if (blank is { } place) report.AddAt(place, FindingCodes.BlankAtEnd, "", "line", "");
        else if (lines.IsOpen) report.Add(FindingCodes.NoFinalNewline, "", "\\n", "");
    }
}
