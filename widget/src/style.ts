/** The panel's sheet; colours come from the launcher's. Fixed places only: nothing of the page moves. */
export const PANEL = (side: string) => `
*{box-sizing:border-box}
button,textarea,input,select{font:inherit;color:inherit}
button{cursor:pointer}
:focus-visible{outline:2px solid var(--ink);outline-offset:2px}
.panel{position:fixed;bottom:96px;${side}:24px;width:388px;height:min(690px,calc(100vh - 120px));display:flex;flex-direction:column;background:var(--bg);color:var(--t1);border-radius:18px;overflow:hidden;font:14px/20px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;box-shadow:0 0 0 1px rgb(20 25 22/.1),0 8px 24px rgb(20 25 22/.14),0 32px 80px rgb(20 25 22/.28)}
.panel[hidden]{display:none}
.head{display:flex;align-items:center;gap:8px;padding:14px 10px 14px 18px;background:var(--fill);color:var(--on-fill)}
.head h2{margin:0;font-size:16px;line-height:20px;font-weight:600}
.head p{margin:1px 0 0;font-size:13px;line-height:17px}
.who{flex:1;min-width:0;overflow-wrap:anywhere}
.head button{border:0;background:none;color:inherit;width:36px;height:36px;border-radius:9px;display:grid;place-items:center}
.head :focus-visible{outline-color:var(--on-fill)}
svg{width:20px;height:20px;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}
.menu{position:absolute;right:12px;top:58px;background:var(--bg);border-radius:10px;box-shadow:0 4px 18px rgb(0 0 0/.3);padding:6px;z-index:1}
.menu button{border:0;background:none;padding:9px 14px;border-radius:7px;color:var(--danger)}
.log{flex:1;overflow-y:auto;background:var(--ground);padding:14px;display:flex;flex-direction:column;gap:8px}
.log>:first-child{margin-top:auto}
.say{align-self:center;text-align:center;color:var(--t2);font-size:12px;line-height:16px;margin:4px 12px}
.line{display:flex;flex-direction:column;align-items:flex-start;gap:6px;max-width:82%}
.mine{align-self:flex-end;align-items:flex-end}
.bubble{padding:8px 12px;border-radius:14px 14px 14px 4px;background:var(--bg);box-shadow:inset 0 0 0 1px var(--line);white-space:pre-wrap;overflow-wrap:anywhere}
.mine .bubble{background:var(--fill);color:var(--on-fill);border-radius:14px 14px 4px 14px;box-shadow:none}
.bubble img,.bubble video{display:block;max-width:100%;max-height:240px;border-radius:8px;margin:2px 0}
.bubble audio{max-width:240px}
.bubble a{color:inherit}
.meta{font-size:12px;line-height:16px;color:var(--t2)}
.failed{color:var(--danger)}
.failed button{border:0;background:none;padding:0 4px;text-decoration:underline}
.quick{display:flex;flex-wrap:wrap;gap:6px}
.quick button,.card button,.card a{border:1.3px solid var(--ink);border-radius:16px;background:var(--bg);color:var(--ink);font-weight:500;font-size:13px;line-height:18px;padding:6px 12px;text-align:left;text-decoration:none}
.card{margin:0;border:0;display:flex;flex-direction:column;gap:6px;width:100%;background:var(--bg);border-radius:14px;box-shadow:inset 0 0 0 1px var(--line);padding:10px 12px}
.card h3{margin:0;font-size:13px}
.card small{display:block;color:var(--t2);font-weight:400}
.form{flex:1;overflow-y:auto;padding:20px;display:flex;flex-direction:column;gap:14px}
.form h3{margin:0;font-size:16px}
.form label{display:flex;flex-direction:column;gap:4px;font-weight:500}
.form input,.leave input{border:1px solid var(--edge);border-radius:9px;background:var(--bg);padding:9px 12px;min-width:0}
.main{border:0;border-radius:10px;background:var(--fill);color:var(--on-fill);padding:10px 16px;font-weight:600}
.plain{border:1px solid var(--edge);border-radius:10px;background:none;padding:9px 16px}
.foot{padding:10px 12px 8px;border-top:1px solid var(--line)}
.box{display:flex;align-items:flex-end;gap:2px;border:1px solid var(--edge);border-radius:12px;padding:4px 5px 4px 12px}
.box:focus-within{border-color:var(--ink);box-shadow:0 0 0 1px var(--ink)}
.box textarea{flex:1;border:0;outline:0;background:none;resize:none;min-width:0;max-height:110px;padding:7px 0}
.box textarea::placeholder{color:var(--t2);opacity:1}
.box button{border:0;background:none;width:34px;height:34px;border-radius:9px;display:grid;place-items:center;color:var(--t2);flex:none}
.box .go{background:var(--fill);color:var(--on-fill)}
.links{display:flex;gap:8px;justify-content:space-between;padding:8px 4px 2px;font-size:12px;min-height:10px}
.links a{color:var(--t2)}
.leave{display:flex;gap:6px;align-items:center;flex-wrap:wrap;padding:10px 14px;background:var(--ground);border-top:1px solid var(--line);font-size:13px}
.leave input{flex:1}
.leave p{margin:0;width:100%}
.bar{padding:7px 14px;background:#fff3d6;color:#4c3a00;font-size:13px;line-height:18px}
.gone{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media(max-width:480px){.panel{inset:0;width:100%;height:100%;height:100dvh;border-radius:0}}`;
