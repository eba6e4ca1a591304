using System.Buffers;
using System.Globalization;
using System.Text;
using Thrombophilia.Variants.Validation.Findings;
using Thrombophilia.Variants.Validation.Specification;

namespace Thrombophilia.Variants.Validation.Rules;

/// <summary>
/// Judges the meta-information lines (VCF 4.2 specification, 1.2; 4.3, 1.4) and takes their definitions.
/// </summary>
sealed class HeaderRules(Definitions definitions, Report report)
{
    static readonly string[] Types = ["Integer", "Float", "Flag", "Character", "String"];
    static readonly SearchValues<char> Confusing = SearchValues.Create("*?\"'`\\<>()[]{}");
    static readonly string[] Structured = ["INFO", "FORMAT", "FILTER", "ALT", "contig", "META", "SAMPLE", "PEDIGREE"];
    readonly HashSet<string> ids = new(StringComparer.Ordinal);
    SpecVersion Version => definitions.Version;

    /// <summary>Takes a line that begins with <c>##</c>.</summary>
    public void Judge(ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line)[2..];
        var equal = text.IndexOf('=', StringComparison.Ordinal);
        if (equal <= 0)
        {
            report.Add(FindingCodes.MetaNotPair, "##", "key=value", text);
            return;
        }
        string key = text[..equal], value = text[(equal + 1)..], column = "##" + key;
        if (value.Length == 0) report.Add(FindingCodes.MetaEmpty, column, "value", "");
        else if (key == "fileformat") report.Add(FindingCodes.FileformatTwice, column, "line 1", value);
        else if (key is "assembly") JudgeUrl(column, value);
        else if (key is "pedigreeDB") JudgeDatabase(column, value);
        else if (!Structured.Contains(key) && IsFreeText(value))
            report.Add(FindingCodes.MetaFreeText, column, "text without < >, or <ID=...>", value);
        else if (value[0] == '<') JudgeStructured(key, column, value);
        else if (Structured.Contains(key))
            report.Add(FindingCodes.MetaNotStructured, column, "<ID=...>", value);
    }

    /// <summary>
    /// Text for people that stands in brackets: no list of pairs, and read without doubt. Before 4.3 nothing says what
    /// brackets mean in a line which the specification does not describe.
    /// </summary>
    bool IsFreeText(string value) =>
        value is ['<', '"', .., '"', '>'] ? value.AsSpan(2, value.Length - 4).IndexOf("\",") < 0
        : !Version.From(3) && value is ['<', .., '>'] && !value.Contains('=', StringComparison.Ordinal);

    /// <summary>Before 4.3 the address stands in brackets, from 4.3 on it does not; readers take both.</summary>
    void JudgeDatabase(string column, string value)
    {
        var hasBrackets = value is ['<', .., '>'];
        if (!hasBrackets && !Version.From(3)) report.Add(FindingCodes.PedigreeDatabase, column, "<URL>", value);
        JudgeUrl(column, hasBrackets ? value[1..^1] : value);
    }

    void JudgeUrl(string column, string value)
    {
        if (!Names.IsUrl(value)) report.Add(FindingCodes.MetaUrl, column, "scheme://host/path", value);
    }

    void JudgeStructured(string key, string column, string value)
    {
        var line = MetaLine.Read(value);
        if (line.Fault is { } fault) report.Add(fault.Code, column, fault.Expected, fault.Found);
        JudgeFields(key, column, line);
        var id = line["ID"]?.Value;
        if (id is not null) JudgeId(key, column, id);
        switch (key)
        {
            case "INFO" or "FORMAT":
                Require(column, line, "ID", "Number", "Type", "Description");
                JudgeShape(column, line);
                if (id is not null) Define(key == "INFO", column, id, line);
                break;
            case "FILTER":
                Require(column, line, "ID", "Description");
                if (id is not null && !definitions.DeclareFilter(id))
                    report.Add(FindingCodes.MetaIdTwice, column, "unique ID", id);
                break;
            case "ALT":
                Require(column, line, "ID", "Description");
                JudgeShape(column, line);
                if (id is not null && !definitions.DeclareAllele(id))
                    report.Add(FindingCodes.MetaIdTwice, column, "unique ID", id);
                break;
            case "contig":
                Require(column, line, "ID");
                DefineContig(column, id, line);
                break;
            case "META":
                Require(column, line, "ID", "Number", "Type", "Values");
                JudgeShape(column, line);
                if (line["Values"] is { IsList: false } values)
                    report.Add(FindingCodes.MetaValues, column + "/Values", "[value, ...]", values.Value);
                break;
            case "SAMPLE" when Version.Minor is 1 or 2:
                Require(column, line, "ID", "Genomes", "Mixture", "Description");
                break;
            case "PEDIGREE" when line.Fault is null && line.Fields.Count == 1:
                report.Add(FindingCodes.PedigreeValue, column, "a genome and its ancestors", value);
                goto default;
            default:
                // Before 4.3 only the lines that the specification describes have a required ID.
                if (key is "SAMPLE" || Version.From(3)) Require(column, line, "ID");
                break;
        }
        if (key == "SAMPLE") JudgeMixture(column, line);
        if (id is not null && key is not ("INFO" or "FORMAT" or "FILTER" or "ALT" or "contig")
            && !ids.Add(key + '\t' + id) && (Version.From(3) || key == "SAMPLE"))
            report.Add(FindingCodes.MetaIdTwice, column, "unique ID", id);
    }

    /// <summary>
    /// Each key once, in the order of the specification, with quotes where they belong and only there.
    /// </summary>
    void JudgeFields(string key, string column, MetaLine line)
    {
        var isDefinition = key is "INFO" or "FORMAT" or "FILTER" or "ALT" or "META";
        var last = -1;
        for (var i = 0; i < line.Fields.Count; i++)
        {
            var field = line.Fields[i];
            for (var j = 0; j < i; j++)
                if (line.Fields[j].Key == field.Key)
                    report.Add(FindingCodes.MetaKeyTwice, $"{column}/{field.Key}", "key once", field.Key);
            // META is written with Type before Number in the specification's own example.
            var rank = !isDefinition
                ? key is "contig" or "SAMPLE" || (key == "PEDIGREE" && Version.From(3)) ? field.Key == "ID" ? 0 : 1 : -1
                : field.Key switch
                {
                    "ID" => 0,
                    "Number" => key == "META" ? 2 : 1,
                    "Type" => 2,
                    "Description" or "Values" => 3,
                    _ => -1
                };
            if (rank >= 0 && rank < last)
                report.Add(FindingCodes.MetaOrder, $"{column}/{field.Key}", "ID,Number,Type,Description", field.Key);
            last = Math.Max(last, rank);
            // What follows the four keys is a quoted string too, in the words "should" of 4.1 and "must" of 4.3. IDX is
            // left behind by programs that come from BCF.
            if (!field.IsQuoted && isDefinition && (field.Key == "Description"
                || (rank < 0 && key != "META" && field is { IsNested: false } and not { Key: "IDX" } && Version.From(1))))
                report.Add(FindingCodes.MetaUnquoted, $"{column}/{field.Key}", "\"...\"", field.Value);
            if (field.Key is "ID" or "Number" or "Type" or "Genomes" or "Mixture" && field.IsQuoted
                && (isDefinition || key == "contig" || !Version.From(3)))
                report.Add(FindingCodes.MetaQuoted, $"{column}/{field.Key}", "no quotes", field.Value);
            if (field.IsNested) report.Add(FindingCodes.MetaBrackets, $"{column}/{field.Key}", "no < >", field.Value);
            JudgeText(key, $"{column}/{field.Key}", field);
        }
    }

    /// <summary>A value is there, and names of samples and genomes are single words.</summary>
    void JudgeText(string key, string column, MetaField field)
    {
        var isPlain = field is { IsQuoted: false, IsList: false, IsNested: false };
        if (isPlain && field.Value.Length == 0) report.Add(FindingCodes.MetaValueEmpty, column, "value", "");
        if (key is not ("PEDIGREE" or "SAMPLE" or "META")) return;
        if (isPlain && field.Value.Any(char.IsWhiteSpace))
            report.Add(
                key == "PEDIGREE" || (key == "SAMPLE" && field.Key is "ID" or "Genomes") ? FindingCodes.MetaWhitespace
                    : FindingCodes.MetaSpace, column, "no whitespace", field.Value);
        else if (key == "PEDIGREE" && field.Key != "Description"
            && (!isPlain || !field.Value.All(c => char.IsLetterOrDigit(c) || c is '_' or '.' or '-' or '+' or '#')))
            report.Add(FindingCodes.PedigreeValue, column, "[0-9A-Za-z_.+#-]+", field.Value);
    }

    /// <summary>Each genome of a sample has its part of the mixture.</summary>
    void JudgeMixture(string column, MetaLine line)
    {
        if (line["Genomes"] is { IsQuoted: false } genomes && line["Mixture"] is { IsQuoted: false } mixture
            && genomes.Value.Count(c => c == ';') is var expected && mixture.Value.Count(c => c == ';') is var found
            && expected != found)
            report.Add(FindingCodes.SampleMixture, column + "/Mixture",
                string.Create(CultureInfo.InvariantCulture, $"{expected + 1}"), mixture.Value);
    }

    void JudgeId(string key, string column, string id)
    {
        column += "/ID";
        var bytes = Encoding.UTF8.GetBytes(id);
        switch (key)
        {
            case "INFO" or "FORMAT":
                var isKey = Version.From(3)
                    ? Names.IsKey(bytes) || (key == "INFO" && bytes.AsSpan().SequenceEqual(Names.LegacyKey))
                    : id.AsSpan().IndexOfAny(" ,;:=") < 0;
                if (!isKey)
                    report.Add(FindingCodes.MetaId, column,
                        Version.From(3) ? "[A-Za-z_][0-9A-Za-z_.]*" : "no whitespace , ; : =", id);
                break;
            case "ALT":
                if (!Names.IsSymbol(bytes)) report.Add(FindingCodes.AltId, column, "no whitespace , < >", id);
                else if (!Names.IsVariantType(bytes, Version) && !(Version.From(3) && Names.IsOtherSymbol(bytes)))
                    report.Add(FindingCodes.AltIdType, column, "DEL INS DUP INV CNV", id);
                break;
            case "FILTER":
                if (id == "0" || id.Length == 0 || id.Any(c => char.IsWhiteSpace(c) || c == ';'))
                    report.Add(FindingCodes.FilterId, column, "no whitespace or ;, not 0", id);
                break;
            case "contig":
                if (Version.From(3) && Names.IsVariantType(bytes, Version))
                    report.Add(FindingCodes.ContigId, column, "not the name of a symbolic allele", id);
                else if (!Names.IsContig(bytes))
                    report.Add(FindingCodes.ContigId, column, "[!-~] without \\,\"`'()[]{}<>, not * or = first", id);
                else if (id.AsSpan().IndexOfAny('*', '=') >= 0)
                    report.Add(FindingCodes.ContigIdUnusual, column, "no * or =", id);
                break;
            case "SAMPLE" when id.AsSpan().IndexOfAny(Confusing) >= 0 || id.AsSpan().IndexOfAny(";:=") >= 0:
                report.Add(FindingCodes.SampleIdUnusual, column, "no * ? \" ' ` \\ < > ( ) [ ] { }", id);
                break;
        }
    }

    void Require(string column, MetaLine line, params ReadOnlySpan<string> keys)
    {
        // A broken line is told once, not once more for each key behind the break.
        if (line.Fault is not null) return;
        foreach (var key in keys)
            if (line[key] is null or { Value: "", IsQuoted: false })
                report.Add(
                    key == "Description" ? FindingCodes.MetaNoDescription
                        : key is "Genomes" or "Mixture" ? FindingCodes.MetaSample : FindingCodes.MetaMissing,
                    $"{column}/{key}", key, string.Join(',', line.Fields.Select(f => f.Key)));
    }

    void JudgeShape(string column, MetaLine line)
    {
        string? number = line["Number"]?.Value, type = line["Type"]?.Value;
        if (number is not null)
        {
            var kind = Shape.ReadNumber(number, out _);
            if (kind == Cardinality.M && Version.From(5) && column == "##FORMAT" && line["ID"] is { Value: var id }
                && id is not [.., 'A' or 'C' or 'G' or 'T' or 'U' or 'N'])
                report.Add(FindingCodes.MetaId, column + "/ID", "...[ACGTUN] with Number=M", id);
            if (kind is null
                || (column == "##INFO"
                && kind is Cardinality.P or Cardinality.M or Cardinality.LA or Cardinality.LR or Cardinality.LG))
                report.Add(FindingCodes.MetaNumber, column + "/Number",
                    Version.From(5) ? "0.. . A R G LA LR LG P M" : Version.From(4) ? "0.. . A R G P" : "0.. . A R G",
                        number);
            else if (kind switch
            {
                Cardinality.A or Cardinality.G => 1,
                Cardinality.R => 2,
                Cardinality.P => 4,
                Cardinality.LA or Cardinality.LR or Cardinality.LG or Cardinality.M => 5,
                _ => 0
            } is var from
                    && !Version.From(from))
                report.Add(FindingCodes.MetaNumberVersion, column + "/Number", $"VCFv4.{from}", number);
        }
        if (type is not null && (!Types.Contains(type) || (type == "Flag" && column == "##FORMAT")))
            report.Add(FindingCodes.MetaType, column + "/Type", string.Join(' ', Types), type);
        if (type is not null && number is not null && column != "##META" && (type == "Flag") != (number == "0"))
            report.Add(FindingCodes.MetaFlag, column + "/Number", type == "Flag" ? "0" : "not 0", number);
    }

    void Define(bool isInfo, string column, string id, MetaLine line)
    {
        string number = line["Number"]?.Value ?? ".", type = line["Type"]?.Value ?? "";
        if (definitions.ReservedFor(isInfo, id) is { } reserved)
        {
            // R for A and G for a list are told too: a reader that trusts the name would take one allele's number for
            // another's.
            if (reserved.Number.TrimEnd('?') is { Length: > 0 } expected && expected != number
                && line["Number"] is not null)
                report.Add(FindingCodes.ReservedNumber, $"{column}/{id}", expected, number);
            if (reserved.Type != "?" && reserved.Type != type && line["Type"] is not null)
                report.Add(FindingCodes.ReservedType, $"{column}/{id}", reserved.Type, type);
        }
        if (!definitions.Declare(isInfo, id, Shape.Of(number, type)))
            report.Add(FindingCodes.MetaIdTwice, column, "unique ID", id);
    }

    void DefineContig(string column, string? id, MetaLine line)
    {
        long length = 0;
        if (line["length"] is { } text
            && !(long.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out length) && length > 0))
            report.Add(FindingCodes.ContigLength, column + "/length", "1..", text.Value);
        if (Version.From(4) && line["md5"] is { Value: var sum }
            && !(sum.Length == 32 && sum.All(char.IsAsciiHexDigitLower)))
            report.Add(FindingCodes.ContigMd5, column + "/md5", "[0-9a-f]{32}", sum);
        if (line["URL"] is { Value: var url } && !Names.IsUrl(url))
            report.Add(FindingCodes.ContigUrl, column + "/URL", "scheme://host/path", url);
        if (id is not null && !definitions.DeclareContig(id, length))
            report.Add(FindingCodes.ContigTwice, column, "unique ID", id);
    }
}
