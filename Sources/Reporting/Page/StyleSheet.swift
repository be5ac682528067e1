// Reporting: how the page looks: on a wide screen, on a phone and on A4 paper. System fonts only;
// nothing is fetched.

/// The style sheet of the page.
enum StyleSheet {
  static let text = screen + phone + paper

  private static let screen = """
    :root{--ink:#1b2127;--quiet:#4a5560;--line:#d5dbe1;--tint:#f3f5f7;--accent:#0b4f7d}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%}
    body{margin:0;color:var(--ink);background:#fff;font:1rem/1.55 system-ui,-apple-system,"Segoe UI",\
    Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif;overflow-wrap:break-word}
    h1,h2,h3{font-family:Georgia,"Noto Serif","Liberation Serif","Times New Roman",serif;\
    font-weight:600;line-height:1.22;text-wrap:balance}
    h1{font-size:2.1rem;margin:.2rem 0 .6rem}
    h2{font-size:1.5rem;margin:0 0 .7rem;padding-top:1.1rem;border-top:3px solid var(--accent)}
    h3{font-size:1.13rem;margin:1.8rem 0 .5rem}
    p{margin:.6rem 0;max-width:44rem}
    ul{max-width:44rem;padding-left:1.2rem}
    li{margin:.35rem 0}
    a{color:var(--accent);text-underline-offset:.15em}
    a:focus-visible,summary:focus-visible{outline:3px solid #e69f00;outline-offset:2px}
    .skip{position:absolute;left:-99rem;background:#fff;padding:.6rem 1rem}
    .skip:focus{left:.5rem;top:.5rem}
    header,main,footer{max-width:62rem;margin:0 auto;padding:0 1.25rem}
    header{padding-top:2.2rem}
    section{margin:3rem 0}
    .kicker{font-size:.86rem;letter-spacing:.04em;color:var(--quiet);margin:0}
    .lead{font-size:1.2rem;line-height:1.5;max-width:46rem;margin:1.1rem 0}
    .facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.5rem 1.5rem;\
    margin:1.2rem 0;padding:.9rem 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
    .facts dt{font-size:.84rem;color:var(--quiet)}
    .facts dd{margin:0}
    nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;list-style:none;padding:0;max-width:none}
    nav li{margin:0}
    nav a{display:inline-block;padding:.25rem 0}
    .cards{display:flex;flex-wrap:wrap;gap:.8rem;list-style:none;padding:0;margin:1rem 0;\
    max-width:none}
    .cards li{flex:1 1 15rem;background:var(--tint);border-top:3px solid var(--accent);padding:.8rem .9rem;margin:0}
    .cards .figure{display:block;font:600 1.75rem/1.2 Georgia,"Noto Serif","Liberation Serif",serif}
    .cards .of{font-size:1rem;font-weight:400;color:var(--quiet)}
    .cards .name{display:block;font-weight:600;margin:.25rem 0}
    .cards .of{white-space:nowrap}
    .cards .means{display:block;font-size:.86rem;line-height:1.4;color:var(--quiet)}
    figure{margin:1.2rem 0;padding:0}
    figure svg{display:block;max-width:100%;height:auto;overflow:visible}
    figcaption{font-size:.9rem;color:var(--quiet);max-width:44rem;margin-top:.4rem}
    .narrow{display:none}
    .note{border-left:4px solid var(--accent);background:var(--tint);padding:.7rem 1rem;\
    max-width:46rem;margin:1rem 0}
    .note p:first-child{margin-top:0}.note p:last-child{margin-bottom:0}
    .quiet,.empty{color:var(--quiet)}
    .unknown{color:var(--quiet);font-style:italic}
    .table{overflow-x:auto;margin:1rem 0}
    table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.4}
    caption{text-align:left;font-weight:600;padding:.3rem 0 .5rem;font-size:.95rem}
    th,td{text-align:left;vertical-align:top;padding:.42rem .5rem;\
    border-bottom:1px solid var(--line)}
    thead th{border-bottom:2px solid var(--ink);vertical-align:bottom;font-size:.84rem}
    tbody th{font-weight:600}
    th:first-child{padding-left:0}
    .num{text-align:right;font-variant-numeric:tabular-nums}
    td.num{white-space:nowrap}
    .sub{display:block;font-size:.84rem;color:var(--quiet);font-weight:400;white-space:normal}
    details caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    details{border-bottom:1px solid var(--line)}
    summary{cursor:pointer;padding:.55rem 0;font-weight:600}
    .columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(18rem,1fr));gap:0 2.5rem}
    code{font:.86em/1.4 ui-monospace,"Liberation Mono",Consolas,monospace;overflow-wrap:anywhere}
    footer{border-top:1px solid var(--line);padding-top:1rem;padding-bottom:2.5rem;\
    font-size:.88rem;color:var(--quiet)}

    """

  private static let phone = """
    @media screen and (max-width:47.5rem){
    h1{font-size:1.6rem}h2{font-size:1.3rem}
    .lead{font-size:1.08rem}
    header,main,footer{padding-left:.95rem;padding-right:.95rem}
    .wide{display:none}.narrow{display:block}
    table,caption,tbody,tr,tbody th,td{display:block;width:100%}
    thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);\
    white-space:nowrap}
    tr{border:1px solid var(--line);border-top:3px solid var(--accent);padding:.5rem .7rem;\
    margin:0 0 .7rem}
    tbody th,td{border:0;padding:.14rem 0}
    tbody th{font-size:1rem}
    td{display:grid;grid-template-columns:7.6rem 1fr;gap:.6rem}
    td::before{content:attr(data-label);color:var(--quiet);font-size:.84rem;line-height:1.5}
    td.num{text-align:left;white-space:normal}
    td>span{min-width:0}
    }

    """

  private static let paper = """
    @media print{
    @page{size:A4;margin:16mm 15mm}
    html{font-size:9.5pt}
    .skip,nav{display:none}
    header,main,footer{max-width:none;padding:0}
    section{margin:6mm 0}
    h1{font-size:20pt}h2{font-size:14pt;break-after:avoid}h3{break-after:avoid}
    .wide{display:block}.narrow{display:none}
    figure svg{max-height:235mm;width:auto}
    figure,.cards li,.note,tr{break-inside:avoid}
    .cards li{flex-basis:30%}
    .table{overflow:visible}
    table{font-size:8pt}
    thead{display:table-header-group}
    details::details-content{content-visibility:visible;display:block;block-size:auto}
    a{color:inherit}
    }

    """
}
