namespace Thrombophilia.Variants.Validation;

/// <summary>Every code that <see cref="VcfValidator"/> can give. Severities follow docs/decisions/0012: what a specification forbids is an error unless good files do it.</summary>
public static class FindingCodes
{
    static readonly List<FindingCode> all = [];

    // The file and its text.
    /// <summary>The file could not be read at all; given by whoever opened it.</summary>
    public static FindingCode Unreadable { get; } = Error("unreadable", "");
    internal static readonly FindingCode NoFinalNewline = Warning("no-final-newline", "4.3: 1.6");
    internal static readonly FindingCode BlankLine = Error("blank-line", "1");
    internal static readonly FindingCode BlankAtEnd = Warning("blank-at-end", "1");
    internal static readonly FindingCode ByteOrderMark = Error("byte-order-mark", "4.3: 1.2");
    internal static readonly FindingCode NotUtf8 = Error("not-utf-8", "4.3: 1.2");
    internal static readonly FindingCode ControlCharacter = Error("control-character", "4.3: 1.2");
    internal static readonly FindingCode PercentEncoding = Error("percent-encoding", "4.3: 1.2");

    internal static readonly FindingCode NoEvidence = Warning("no-evidence", "");

    // The header as a whole.
    internal static readonly FindingCode NotAVcf = Error("not-a-vcf", "1.2.1, 4.3: 1.4.1");
    internal static readonly FindingCode NoFileformat = Error("no-fileformat", "1.2.1, 4.3: 1.4.1");
    internal static readonly FindingCode FileformatTwice = Error("fileformat-twice", "1.2.1, 4.3: 1.4.1");
    internal static readonly FindingCode UnsupportedVersion = Error("unsupported-version", "1.2.1, 4.3: 1.4.1");
    internal static readonly FindingCode HeaderLine = Error("header-line", "1.2, 4.3: 1.4");
    internal static readonly FindingCode HeaderNoColumns = Error("header-no-columns", "1.3, 4.3: 1.5");
    internal static readonly FindingCode HeaderColumns = Error("header-columns", "1.3, 4.3: 1.5");
    internal static readonly FindingCode HeaderTwice = Error("header-twice", "1.3, 4.3: 1.5");
    internal static readonly FindingCode HeaderInBody = Error("header-in-body", "1.2, 4.3: 1.4");
    internal static readonly FindingCode SampleNameEmpty = Error("sample-name-empty", "1.3, 4.3: 1.5");
    internal static readonly FindingCode SampleNameTwice = Error("sample-name-twice", "1.3, 4.3: 1.5");
    internal static readonly FindingCode FormatWithoutSamples = Warning("format-without-samples", "1.3, 4.3: 1.5");

    // A meta-information line.
    internal static readonly FindingCode MetaNotPair = Error("meta-not-pair", "1.2, 4.3: 1.4");
    internal static readonly FindingCode MetaEmpty = Error("meta-empty", "1.2, 4.3: 1.4");
    internal static readonly FindingCode MetaNotStructured = Error("meta-not-structured", "1.2, 4.3: 1.4");
    internal static readonly FindingCode MetaNotClosed = Error("meta-not-closed", "1.2, 4.3: 1.4");
    internal static readonly FindingCode MetaQuote = Error("meta-quote", "1.2.2, 4.3: 1.4.2");
    internal static readonly FindingCode MetaField = Error("meta-field", "1.2, 4.3: 1.4");
    internal static readonly FindingCode MetaBrackets = Warning("meta-brackets", "1.2, 4.3: 1.4");
    internal static readonly FindingCode MetaKeyTwice = Error("meta-key-twice", "1.2, 4.3: 1.4");
    internal static readonly FindingCode MetaMissing = Error("meta-missing", "1.2, 4.3: 1.4");
    internal static readonly FindingCode MetaNoDescription = Warning("meta-no-description", "1.2.2, 4.3: 1.4.2");
    internal static readonly FindingCode MetaSample = Warning("meta-sample", "1.2.8");
    internal static readonly FindingCode MetaOrder = Warning("meta-order", "1.2.2, 4.3: 1.4");
    internal static readonly FindingCode MetaUnquoted = Warning("meta-unquoted", "1.2.2, 4.3: 1.4.2");
    internal static readonly FindingCode MetaQuoted = Error("meta-quoted", "1.2, 4.3: 1.4");
    internal static readonly FindingCode MetaNumber = Error("meta-number", "1.2.2, 4.3: 1.4.2");
    internal static readonly FindingCode MetaNumberVersion = Warning("meta-number-version", "1.2.2, 4.3: 1.4.2");
    internal static readonly FindingCode MetaType = Error("meta-type", "1.2.2, 4.3: 1.4.2");
    internal static readonly FindingCode MetaFlag = Error("meta-flag", "1.2.2, 4.3: 1.4.2");
    internal static readonly FindingCode MetaId = Error("meta-id", "4.3: 1.6.1, 1.6.2");
    internal static readonly FindingCode MetaIdTwice = Error("meta-id-twice", "4.3: 1.4");
    internal static readonly FindingCode MetaValues = Error("meta-values", "4.3: 1.4.8");
    internal static readonly FindingCode MetaWhitespace = Error("meta-whitespace", "1.2.8, 1.2.9, 4.3: 1.4.8, 1.4.9");
    internal static readonly FindingCode MetaUrl = Error("meta-url", "1.2.6, 1.2.9, 4.3: 1.4.6, 1.4.9");
    internal static readonly FindingCode ReservedNumber = Warning("reserved-number", "1.4.1, 1.4.2, 3, 4, 4.3: 1.6.1, 1.6.2, 3, 4");
    internal static readonly FindingCode ReservedType = Warning("reserved-type", "1.4.1, 1.4.2, 3, 4, 4.3: 1.6.1, 1.6.2, 3, 4");
    internal static readonly FindingCode AltId = Error("alt-id", "1.2.5, 4.3: 1.4.5");
    internal static readonly FindingCode AltIdType = Warning("alt-id-type", "1.2.5, 4.3: 1.4.5", most: 1);
    internal static readonly FindingCode FilterId = Error("filter-id", "1.2.3, 1.4.1, 4.3: 1.4.3, 1.6.1");
    internal static readonly FindingCode ContigId = Error("contig-id", "4.3: 1.4.7");
    internal static readonly FindingCode ContigIdUnusual = Warning("contig-id-unusual", "4.3: 1.4.7", most: 1);
    internal static readonly FindingCode ContigTwice = Warning("contig-twice", "4.3: 1.4");
    internal static readonly FindingCode ContigLength = Error("contig-length", "4.4: 1.4.7");
    internal static readonly FindingCode ContigMd5 = Warning("contig-md5", "4.4: 1.4.7", most: 1);
    internal static readonly FindingCode SampleIdUnusual = Warning("sample-id-unusual", "4.3: 1.4.8");

    // A record and its order.
    internal static readonly FindingCode ColumnCount = Error("column-count", "1.4, 4.3: 1.6");
    internal static readonly FindingCode EmptyColumn = Error("empty-column", "1.4, 4.3: 1");
    internal static readonly FindingCode Unsorted = Error("unsorted", "1.4.1, 4.3: 1.6.1");
    internal static readonly FindingCode ContigScattered = Error("contig-scattered", "1.4.1, 4.3: 1.6.1");
    internal static readonly FindingCode DuplicateRecord = Warning("duplicate-record", "1.4.1, 4.3: 1.6.1");
    internal static readonly FindingCode DuplicateAllele = Warning("duplicate-allele", "1.4.1, 4.3: 1.6.1");

    // The fixed columns.
    internal static readonly FindingCode ChromCharacters = Error("chrom-characters", "1.4.1, 4.3: 1.4.7, 1.6.1");
    internal static readonly FindingCode ChromColon = Warning("chrom-colon", "4.0 to 4.2: 1.4.1");
    internal static readonly FindingCode ContigUndeclared = Warning("contig-undeclared", "1.2.7, 4.3: 1.4.7", most: 1);
    internal static readonly FindingCode BadPos = Error("bad-pos", "1.4.1, 4.3: 1.6.1");
    internal static readonly FindingCode PosPastContig = Warning("pos-past-contig", "1.4.1, 4.3: 1.6.1");
    internal static readonly FindingCode IdCharacters = Error("id-characters", "1.4.1, 4.3: 1.6.1");
    internal static readonly FindingCode IdTwice = Error("id-twice", "4.3: 1.6.1");
    internal static readonly FindingCode RefBases = Error("ref-bases", "1.4.1, 4.3: 1.6.1");
    internal static readonly FindingCode AltEmpty = Error("alt-empty", "1.4.1, 4.3: 1.6.1");
    internal static readonly FindingCode AltBases = Error("alt-bases", "1.4.1, 4.3: 1.6.1");
    internal static readonly FindingCode AltSymbolic = Error("alt-symbolic", "1.4.1, 4.3: 1.6.1");
    internal static readonly FindingCode AltBreakend = Error("alt-breakend", "1.4.1, 5.4");
    internal static readonly FindingCode AltMissing = Error("alt-missing", "1.4.1, 4.3: 1.6.1");
    internal static readonly FindingCode AltUndeclared = Warning("alt-undeclared", "1.2.5, 4.3: 1.4.5", most: 1);
    internal static readonly FindingCode AltType = Error("alt-type", "4.4: 1.4.5");
    internal static readonly FindingCode AltIsRef = Warning("alt-is-ref", "1.4.1, 4.3: 1.6.1");
    internal static readonly FindingCode AltTwice = Warning("alt-twice", "1.4.1, 4.3: 1.6.1");
    internal static readonly FindingCode Qual = Error("qual", "1.4.1, 4.3: 1.6.1");
    internal static readonly FindingCode QualNegative = Error("qual-negative", "1.4.1, 4.3: 1.6.1");
    internal static readonly FindingCode FilterCharacters = Error("filter-characters", "1.4.1, 4.3: 1.6.1");
    internal static readonly FindingCode FilterZero = Error("filter-zero", "1.4.1, 4.3: 1.6.1");
    internal static readonly FindingCode FilterTwice = Error("filter-twice", "4.3: 1.6.1");
    internal static readonly FindingCode FilterPass = Error("filter-pass", "1.4.1, 4.3: 1.6.1");
    internal static readonly FindingCode FilterUndeclared = Warning("filter-undeclared", "1.2.3, 4.3: 1.4.3", most: 1);

    // INFO.
    internal static readonly FindingCode InfoEmpty = Warning("info-empty", "1.4.1, 4.3: 1.6.1");
    internal static readonly FindingCode InfoKey = Error("info-key", "1.4.1, 4.3: 1.6.1");
    internal static readonly FindingCode InfoKeyTwice = Error("info-key-twice", "1.4.1, 4.3: 1.6.1");
    internal static readonly FindingCode InfoUndeclared = Warning("info-undeclared", "1.2.2, 4.3: 1.4.2", most: 1);
    internal static readonly FindingCode InfoCharacters = Warning("info-characters", "1.4.1, 4.3: 1.6.1");
    internal static readonly FindingCode InfoNoValue = Warning("info-no-value", "1.4.1, 4.3: 1.6.1");
    internal static readonly FindingCode InfoFlag = Error("info-flag", "1.2.2, 4.3: 1.4.2");
    internal static readonly FindingCode InfoFlagNumber = Warning("info-flag-number", "1.4.1, 4.3: 1.4.2");
    internal static readonly FindingCode InfoNumber = Error("info-number", "1.2.2, 4.3: 1.4.2");
    internal static readonly FindingCode InfoNumberText = Warning("info-number-text", "1.2.2, 4.3: 1.4.2");
    internal static readonly FindingCode InfoNumberAllele = Warning("info-number-allele", "1.2.2, 4.3: 1.4.2");
    internal static readonly FindingCode InfoNumberReserved = Warning("info-number-reserved", "1.4.1, 3, 4.3: 1.6.1, 3");
    internal static readonly FindingCode InfoType = Error("info-type", "1.2.2, 4.3: 1.3, 1.4.2");
    internal static readonly FindingCode InfoTypeCharacter = Warning("info-type-character", "1.2.2, 4.3: 1.3, 1.4.2");
    internal static readonly FindingCode InfoTypeReserved = Warning("info-type-reserved", "1.4.1, 3, 4.3: 1.6.1, 3");
    internal static readonly FindingCode InfoRange = Error("info-range", "4.3: 1.3");
    internal static readonly FindingCode InfoNegative = Error("info-negative", "1.4.1, 4.3: 1.6.1");
    internal static readonly FindingCode InfoCigar = Error("info-cigar", "1.4.1, 4.3: 1.6.1");
    internal static readonly FindingCode InfoEnd = Warning("info-end", "1.4.1, 4.3: 1.6.1");
    internal static readonly FindingCode InfoSvType = Warning("info-svtype", "4.1 to 4.3: 3");

    // FORMAT and the samples.
    internal static readonly FindingCode FormatEmpty = Error("format-empty", "1.4.2, 4.3: 1.6.2");
    internal static readonly FindingCode FormatKey = Error("format-key", "1.4.2, 4.3: 1.6.2");
    internal static readonly FindingCode FormatKeyPercent = Warning("format-key-percent", "1.4.2, 4.3: 1.6.2");
    internal static readonly FindingCode FormatKeyAlphanumeric = Warning("format-key-alphanumeric", "4.0 to 4.2: 1.4.2", most: 1);
    internal static readonly FindingCode FormatKeyTwice = Warning("format-key-twice", "4.3: 1.6.2");
    internal static readonly FindingCode FormatGtFirst = Error("format-gt-first", "1.4.2, 4.3: 1.6.2");
    internal static readonly FindingCode FormatUndeclared = Warning("format-undeclared", "1.2.4, 4.3: 1.4.4", most: 1);
    internal static readonly FindingCode FormatLocal = Error("format-local", "4.5: 1.6.2");
    internal static readonly FindingCode CellEmpty = Error("cell-empty", "1.4.2, 4.3: 1");
    internal static readonly FindingCode CellFields = Error("cell-fields", "1.4.2, 4.3: 1.6.2");
    internal static readonly FindingCode Genotype = Error("gt", "1.4.2, 4.3: 1.6.2");
    internal static readonly FindingCode GenotypeAllele = Warning("gt-allele", "1.4.2, 4.3: 1.6.2");
    internal static readonly FindingCode GenotypeTrailing = Warning("gt-trailing", "1.4.2, 4.3: 1.6.2");
    internal static readonly FindingCode FormatNumber = Error("format-number", "1.2.4, 4.3: 1.4.4");
    internal static readonly FindingCode FormatNumberAllele = Warning("format-number-allele", "1.2.4, 4.3: 1.4.4");
    internal static readonly FindingCode FormatNumberReserved = Warning("format-number-reserved", "1.4.2, 4, 4.3: 1.6.2, 4");
    internal static readonly FindingCode FormatType = Error("format-type", "1.2.4, 4.3: 1.3, 1.4.4");
    internal static readonly FindingCode FormatPacked = Warning("format-packed", "1.2.4, 4.3: 1.3, 1.4.4");
    internal static readonly FindingCode FormatTypeReserved = Warning("format-type-reserved", "1.4.2, 4, 4.3: 1.6.2, 4");
    internal static readonly FindingCode FormatRange = Error("format-range", "4.3: 1.3");
    internal static readonly FindingCode FormatNegative = Error("format-negative", "1.4.2, 4.3: 1.6.2");
    internal static readonly FindingCode FormatFilter = Error("format-filter", "1.4.2, 4.3: 1.6.2");
    internal static readonly FindingCode FormatLaa = Error("format-laa", "4.5: 1.6.2");
    internal static readonly FindingCode FormatPsl = Error("format-psl", "4.4: 1.6.2");
    internal static readonly FindingCode FormatPso = Error("format-pso", "4.4: 1.6.2");
    internal static readonly FindingCode FormatPsPsl = Error("format-ps-psl", "4.4: 1.6.2");
    internal static readonly FindingCode FormatInterval = Error("format-interval", "4.4: 4");
    internal static readonly FindingCode FormatCopyNumber = Error("format-copy-number", "4.4: 4");

    // Structural variants from 4.4 on.
    internal static readonly FindingCode SvLengthMissing = Error("sv-length-missing", "4.4: 3");
    internal static readonly FindingCode SvLengthAllele = Error("sv-length-allele", "4.4: 3");
    internal static readonly FindingCode SvClaimMissing = Error("sv-claim-missing", "4.4: 3");
    internal static readonly FindingCode SvClaim = Error("sv-claim", "4.4: 3");
    internal static readonly FindingCode SvTuple = Error("sv-tuple", "4.4: 3");
    internal static readonly FindingCode SvInterval = Error("sv-interval", "4.4: 3");
    internal static readonly FindingCode SvRepeatUnit = Error("sv-repeat-unit", "4.4: 3, 5.7");
    internal static readonly FindingCode SvRepeatNumber = Error("sv-repeat-number", "4.4: 3, 5.7");
    internal static readonly FindingCode SvRepeatBases = Error("sv-repeat-bases", "4.4: 3, 5.7");

    /// <summary>All codes of the text, in the order of their documentation.</summary>
    public static IReadOnlyList<FindingCode> All => all;

    /// <summary>Codes of a container or a text that cannot be read on; always errors.</summary>
    public static IReadOnlyList<string> Container { get; } =
    [
        "empty-file", "not-text", "unsupported-compression", "unsupported-bcf", "line-too-long", "header-too-long",
        "bgzf-header", "bgzf-size", "bgzf-isize", "bgzf-data", "bgzf-length", "bgzf-checksum", "bgzf-truncated", "bgzf-no-end", "bgzf-mixed", "bgzf-padding", "bgzf-garbage",
        "gzip-header", "gzip-header-checksum", "gzip-data", "gzip-checksum", "gzip-length", "gzip-end", "gzip-truncated", "gzip-padding", "gzip-garbage",
    ];

    static FindingCode Error(string name, string clause, int most = FindingCode.Told) => Listed(new FindingCode(name, Severity.Error, clause, most));

    static FindingCode Warning(string name, string clause, int most = FindingCode.Told) => Listed(new FindingCode(name, Severity.Warning, clause, most));

    static FindingCode Listed(FindingCode code)
    {
        all.Add(code);
        return code;
    }
}
